-- Reservations of one exam whose exam is held at another time now.
select booking.id, booking.from_at, exam.id as exam_id, course.code, exam.term, exam.kind, course.form,
    unit.place_code
from room_booking as booking
join room_booking_exam as part on part.booking_id = booking.id and part.ended_at is null
join exam on exam.id = part.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where booking.ended_at is null and booking.from_at > $2 and in_scope(unit.place_code, $1)
    and not part.own_time
    and (exam.exam_date + exam.starts_at) at time zone 'Europe/Oslo' is distinct from booking.from_at
    and not exists (select from room_booking_exam as other
        where other.booking_id = booking.id and other.ended_at is null and other.id <> part.id)
order by booking.from_at
limit 200
