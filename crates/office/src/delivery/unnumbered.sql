select id
from exam_registration
where exam_id = $1 and status = 'registered' and candidate_number is null
order by id
limit $2
