-- The sessions in which somebody examines, of what is published.
select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, session.id as session_id,
    session.from_at, session.until_at, room.name as room
from oral_session_examiner as part
join oral_session as session on session.id = part.session_id
join oral on oral.exam_id = session.exam_id and oral.published_at is not null
join oral_examiner_told as told on told.exam_id = oral.exam_id and told.person_id = part.person_id
join room_booking as booking on booking.id = session.booking_id and booking.ended_at is null
join room on room.id = booking.room_id
join exam on exam.id = session.exam_id
join course on course.id = exam.course_id
where part.person_id = $1 and part.ended_at is null and session.until_at >= $2
order by session.from_at, session.id
