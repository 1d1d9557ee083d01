-- Rooms ahead whose candidates all have numbers, and whose folder has not been sent.
select booking.id, room.code as room, booking.from_at,
    array_agg(distinct unit.place_code) as "places!",
    array_agg(distinct course.code) as "courses!"
from room_booking as booking
join room on room.id = booking.room_id
join room_booking_exam as part on part.booking_id = booking.id and part.ended_at is null
join exam on exam.id = part.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where booking.ended_at is null and booking.from_at > $1 and course.form = 'written_school'
    and not exists (select from room_folder where booking_id = booking.id)
group by booking.id, room.code
having bool_and(exam.numbered_at is not null)
order by booking.from_at, room.code
limit 200
