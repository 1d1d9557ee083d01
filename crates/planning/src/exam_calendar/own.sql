-- What somebody is signed up for that has a day, with its rooms; her own room alone where she has one.
select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, exam.exam_date as "exam_date!",
    exam.starts_at, exam.duration_minutes, course.form,
    coalesce((select string_agg(room.name, ', ' order by room.name) from exam_room
        join room on room.id = exam_room.room_id
        where exam_room.exam_id = exam.id
            and (registration.room_id is null or room.id = registration.room_id)), '') as "rooms!"
from exam_registration as registration
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
where registration.person_id = $1 and registration.status = 'registered' and exam.exam_date is not null
order by exam.exam_date, exam.starts_at, course.code
