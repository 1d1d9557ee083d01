-- Rooms of sessions that are still to be set up, or are over and not cleared.
select
    exam.id, course.code, exam.term, exam.kind, unit.place_code, room.code as room, session.id as session_id,
    session.from_at, session.until_at, session.set_up_at
from oral_session as session
join room_booking as booking on booking.id = session.booking_id and booking.ended_at is null
join room on room.id = booking.room_id
join exam on exam.id = session.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where session.ended_at is null and in_scope(unit.place_code, $1)
    and case when session.until_at <= $2 then session.cleared_at is null
        else session.set_up_at is null and session.from_at < $3 end
order by session.from_at, room.code
limit 200
