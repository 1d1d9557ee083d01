select id
from exam_registration
where exam_id = $1 and status = 'registered' and absence is not null
order by candidate_number, id
limit $2
