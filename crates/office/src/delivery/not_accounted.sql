select exam.id, course.code, exam.term, exam.kind, exam.exam_date as "exam_date!: jiff_sqlx::Date", unit.place_code,
    missing.count as "missing!", unnumbered.count as "unnumbered!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
cross join lateral (
    select count(*) from exam_registration as registration
    where registration.exam_id = exam.id and registration.status = 'registered'
        and registration.delivered_at is null and registration.absence is null
) as missing
-- Without a number nobody is on the grade list, whatever came of the answer.
cross join lateral (
    select count(*) from exam_registration as registration
    where registration.exam_id = exam.id and registration.status = 'registered'
        and registration.candidate_number is null
        and (registration.delivered_at is not null or registration.absence is not null)
) as unnumbered
where in_scope(unit.place_code, $1)
    and exam.exam_date < $2
    and course.form not in ('oral', 'practical', 'performing')
    and (missing.count > 0 or unnumbered.count > 0)
order by exam.exam_date, course.code
limit 200
