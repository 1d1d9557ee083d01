update standpoint
set replaced_by = new.id
from unnest($2::uuid[], $3::uuid[]) as new(id, registration_id)
where standpoint.committee_member_id = $1
  and standpoint.registration_id = new.registration_id
  and standpoint.replaced_by is null
