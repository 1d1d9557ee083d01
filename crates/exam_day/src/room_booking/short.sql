-- Exams ahead that are planned and have fewer seats reserved than candidates.
select
    exam.id, course.code, exam.term, exam.kind, course.form, unit.place_code,
    exam.exam_date as "exam_date!", counted.candidates as "candidates!", counted.seats as "seats!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
cross join lateral (select
    (select count(*) from exam_registration
        where exam_id = exam.id and status = 'registered')::integer as candidates,
    (select coalesce(sum(seats), 0) from room_booking_exam
        where exam_id = exam.id and ended_at is null)::integer as seats
) as counted
where exam.exam_date >= $2 and ($3::date is null or exam.exam_date <= $3)
    and exam.starts_at is not null and exam.duration_minutes is not null
    and course.form in ('written_school', 'oral', 'practical', 'performing')
    and in_scope(unit.place_code, $1)
    and counted.seats < counted.candidates
    -- The candidates of an oral come one after the other: its sessions say which rooms it needs.
    and not exists (select from oral where oral.exam_id = exam.id)
order by exam.exam_date, course.code
limit 200
