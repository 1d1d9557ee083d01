-- Who was signed up for which of these courses together in the same season of the year before.
select together.exams as "exams!: Vec<uuid::Uuid>", count(*) as "size!"
from (
    select array_agg(distinct now.id order by now.id) as exams
    from exam_registration as registration
    join exam as old on old.id = registration.exam_id
    join exam as now on now.course_id = old.course_id and now.kind = old.kind and now.id = any($2)
    where old.term = $1 and registration.status = 'registered'
    group by registration.person_id
) as together
group by together.exams
order by together.exams
