-- Until the last day to withdraw has passed, a number may be drawn for somebody who
-- does not come.
select exam.id, course.code, exam.term, exam.kind, exam.exam_date as "exam_date!: jiff_sqlx::Date", unit.place_code, waiting.count as "waiting!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
cross join lateral (
    select count(*) from exam_registration
    where exam_id = exam.id and status = 'registered' and candidate_number is null
) as waiting
where in_scope(unit.place_code, $1)
    and exam.exam_date >= $2
    and waiting.count > 0
    and not exists (
        select from deadline
        where subject_kind = 'exam' and subject_id = exam.id
            and kind = 'withdrawal-deadline' and due_on >= $2)
order by exam.exam_date, course.code
limit 200
