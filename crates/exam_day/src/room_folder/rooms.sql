-- Rooms reserved for written exams, one line for each exam in them, with what its folder needs.
select
    booking.id as booking, booking.room_id, room.code as room, room.name as room_name, room.capacity,
    booking.from_at, booking.until_at, room_row.seats as "per_row?",
    folder.sent_at as "sent_at?",
    exam.id as exam, course.code, course.name_nb, course.name_nn, course.name_en,
    exam.term, exam.kind, unit.place_code, exam.numbered_at is not null as "numbered!",
    (exam.exam_date + exam.starts_at) at time zone 'Europe/Oslo' as "starts!",
    exam.duration_minutes as "minutes!", part.extra_minutes,
    aids.allowed as "allowed?", aids.listed_nb as "listed_nb?", aids.listed_nn as "listed_nn?",
    aids.listed_en as "listed_en?",
    (select coalesce(array_agg(distinct paper.language), '{}') from exam_document as paper
        where paper.exam_id = exam.id and paper.kind = 'paper' and paper.replaced_by is null)
        as "papers!"
from room_booking as booking
join room on room.id = booking.room_id
join room_booking_exam as part on part.booking_id = booking.id and part.ended_at is null
join exam on exam.id = part.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join room_row on room_row.room_id = room.id
left join room_folder as folder on folder.booking_id = booking.id
left join exam_aids as aids on aids.exam_id = exam.id
where booking.ended_at is null and course.form = 'written_school'
    and exam.exam_date is not null and exam.starts_at is not null and exam.duration_minutes is not null
    and ($1::uuid is null or booking.id = $1)
    and ($2::timestamptz is null or booking.from_at >= $2)
    and ($3::timestamptz is null or booking.from_at < $3)
order by booking.from_at, room.code, booking.id, course.code, exam.id
