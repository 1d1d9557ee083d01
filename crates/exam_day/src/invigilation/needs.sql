-- Rooms in which written exams of a term are held, with how many sit there.
select booking.id, room.code as room, booking.from_at, booking.until_at,
    sum(part.seats)::integer as "seats!",
    array_agg(distinct course.code) as "courses!",
    (select coalesce(array_agg(feature), '{}') from room_feature where room_id = room.id) as "features!"
from room_booking as booking
join room on room.id = booking.room_id
join room_booking_exam as part on part.booking_id = booking.id and part.ended_at is null
join exam on exam.id = part.exam_id
join course on course.id = exam.course_id
where booking.ended_at is null and course.form = 'written_school'
    and ($1::text is null or exam.term = $1) and ($2::uuid is null or booking.id = $2)
group by booking.id, room.id
order by booking.from_at, room.code
