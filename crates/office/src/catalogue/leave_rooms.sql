-- Candidates of these exams who were placed in a room that is not the exam's any more.
update exam_registration as registration set room_id = null, room_kept = null
where registration.exam_id = any($1) and registration.room_id is not null
    and not exists (
        select from exam_room
        where exam_room.exam_id = registration.exam_id and exam_room.room_id = registration.room_id
    )
