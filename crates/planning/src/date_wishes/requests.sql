-- The requests that somebody sees: of her own units and those above, which ask about hers too.
select
    request.id, request.unit_id, unit.place_code, unit.name_nb, unit.name_nn, unit.name_en,
    request.term, request.series, request.first_on, request.last_on, request.answer_by,
    request.remind_on, request.asked_by, request.reminded_at is not null as "reminded!",
    (select count(*) from exam
        join course on course.id = exam.course_id
        join unit as own on own.id = course.unit_id
        where exam.term = request.term and course.form = any($2)
            and (request.series = 'ordinary') = (exam.kind in ('ordinary', 'early'))
            and in_scope(own.place_code, array[unit.place_code])) as "asked!",
    (select count(*) from date_wish where request_id = request.id) as "answered!"
from date_wish_request as request
join unit on unit.id = request.unit_id
where in_scope(unit.place_code, $1)
    or exists (select from unnest($1::text[]) as own(code)
        where in_scope(own.code, array[unit.place_code]))
order by request.answer_by desc, unit.place_code, request.series
