select
    booking.id, booking.room_id, room.code as room_code, room.name as room_name, room.capacity,
    booking.from_at, booking.until_at,
    part.exam_id, part.seats, part.extra_minutes,
    course.code, exam.term, exam.kind, course.form, unit.place_code,
    (exam.exam_date + exam.starts_at) at time zone 'Europe/Oslo' is distinct from booking.from_at
        and not part.own_time
        and not exists (select from room_booking_exam as other
            where other.booking_id = booking.id and other.ended_at is null and other.id <> part.id)
        as "moved!"
from room_booking as booking
join room on room.id = booking.room_id
join room_booking_exam as part on part.booking_id = booking.id and part.ended_at is null
join exam on exam.id = part.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where booking.ended_at is null
    and ($1::uuid is null or booking.id = $1)
    and ($2::uuid is null or booking.room_id = $2)
    and ($3::uuid is null or exists (select from room_booking_exam as own
        where own.booking_id = booking.id and own.exam_id = $3 and own.ended_at is null))
    and ($4::timestamptz is null or booking.until_at > $4)
    and ($5::timestamptz is null or booking.from_at < $5)
order by booking.from_at, room.code, booking.id, course.code
