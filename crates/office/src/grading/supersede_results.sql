update result
set superseded_by = new.id
from unnest($1::uuid[], $2::uuid[]) as new(id, registration_id)
where result.registration_id = new.registration_id and result.superseded_by is null
