-- Rooms whose exams are over: not closed, or closed with absences that were not taken over.
select booking.id, room.code as room, booking.from_at, course.code, unit.place_code,
    protocol.closed_at is not null as "closed!"
from room_booking as booking
join room on room.id = booking.room_id
join room_booking_exam as part on part.booking_id = booking.id and part.ended_at is null
join exam on exam.id = part.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join room_protocol as protocol on protocol.booking_id = booking.id
where booking.ended_at is null and course.form = 'written_school'
    and booking.until_at < $1 and booking.until_at > $1 - interval '60 days'
    and exists (select from room_folder where booking_id = booking.id)
    and (protocol.closed_at is null or exists (select from room_attendance as missing
        join exam_registration as registration on registration.id = missing.registration_id
        where missing.booking_id = booking.id and registration.exam_id = exam.id
            and missing.status in ('absent', 'withdrew'))
        and not exists (select from room_absence_taken as taken
            where taken.booking_id = booking.id and taken.exam_id = exam.id))
order by booking.from_at, room.code, course.code
limit 200
