-- What was last said of each exam of the term and series.
select distinct on (date_wish.exam_id)
    date_wish.exam_id, date_wish.request_id, date_wish.answered_by, date_wish.fixed_on, date_wish.fixed_at,
    concat_ws(' ', person.given_name, person.family_name) as "name!"
from date_wish
join date_wish_request as request on request.id = date_wish.request_id
join person on person.id = date_wish.answered_by
where request.term = $1 and request.series = $2
order by date_wish.exam_id, date_wish.answered_at desc, date_wish.request_id
