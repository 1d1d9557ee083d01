-- Cut to the page first, counted after: however many are registered, only the exams of
-- one page are counted.
with matching as (
    select
        exam.id, course.code, course.name_nb, course.name_nn, course.name_en, exam.term,
        exam.kind, course.form, exam.exam_date, exam.numbered_at,
        unit.name_nb as unit_nb, unit.name_nn as unit_nn, unit.name_en as unit_en
    from exam
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where in_scope(unit.place_code, $1)
        and ($2 = '' or exam.term = $2)
        and ($3 = '' or in_scope(unit.place_code, array[$3]))
        and ($4 = '' or position(lower($4) in lower(concat_ws(' ', course.code,
            course.name_nb, course.name_nn, course.name_en))) > 0)
),
page as (
    select
        matching.*,
        count(*) over () as total,
        row_number() over (
            order by
                case when $5 = 'date' then exam_date end nulls last,
                case when $5 = '-date' then exam_date end desc nulls last,
                case when $5 = '-code' then code end collate "nb-NO-x-icu" desc,
                code collate "nb-NO-x-icu", term, kind
        ) as place
    from matching
    order by place
    limit $6 offset $7
)
select
    page.id, page.code, page.name_nb, page.name_nn, page.name_en, page.term, page.kind,
    page.form, page.exam_date, page.unit_nb, page.unit_nn, page.unit_en,
    page.total as "total!",
    page.numbered_at is not null as "numbered!",
    counted.registered as "registered!",
    counted.delivered as "delivered!",
    exists (select from protocol
        where exam_id = page.id and kind = 'original' and announced_at is not null) as "announced!"
from page
cross join lateral (
    select
        count(*) filter (where status = 'registered') as registered,
        count(delivered_at) as delivered
    from exam_registration
    where exam_id = page.id
) as counted
order by page.place
