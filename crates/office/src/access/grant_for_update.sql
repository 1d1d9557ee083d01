select role_grant.person_id, unit.place_code
from role_grant
join unit on unit.id = role_grant.unit_id
where role_grant.id = $1
for update of role_grant
