select
    exam.id, course.code, exam.term, exam.kind, unit.place_code,
    exam.exam_date as "exam_date!: jiff_sqlx::Date",
    missing.languages as "languages!",
    missing.counts as "counts!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
cross join lateral (
    select array_agg(wish.language order by wish.language) as languages,
        array_agg(wish.count order by wish.language) as counts
    from (
        select language, count(*) from exam_registration
        where exam_id = exam.id and status = 'registered' group by language
    ) as wish
    where not exists (select from exam_document
        where exam_id = exam.id and kind = 'paper' and language = wish.language
            and replaced_by is null)
) as missing
where in_scope(unit.place_code, $1)
    and exam.exam_date >= $2
    and course.form in ('written_school', 'home')
    and missing.languages is not null
    and not exists (
        select from deadline
        where subject_kind = 'exam' and subject_id = exam.id
            and kind = 'signup-deadline' and due_on >= $2)
order by exam.exam_date, course.code
limit 200
