select id
from exam_registration
where exam_id = $1 and status = 'registered' and delivered_at is not null
order by delivered_at desc, candidate_number, id
limit $2
