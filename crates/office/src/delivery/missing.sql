select id
from exam_registration
where exam_id = $1 and status = 'registered' and delivered_at is null and absence is null
order by candidate_number, id
limit $2
