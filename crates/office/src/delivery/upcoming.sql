select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, exam.term, exam.kind,
    course.form, exam.exam_date as "exam_date!: jiff_sqlx::Date",
    counted.registered as "registered!",
    counted.delivered as "delivered!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
cross join lateral (
    select
        count(*) filter (where status = 'registered') as registered,
        count(delivered_at) filter (where status = 'registered') as delivered
    from exam_registration
    where exam_id = exam.id
) as counted
where in_scope(unit.place_code, $1)
    and exam.exam_date between $2 and $3
order by exam.exam_date, course.code collate "nb-NO-x-icu"
limit 500
