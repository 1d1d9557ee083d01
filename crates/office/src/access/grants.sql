select role_grant.role, unit.place_code
from role_grant
join unit on unit.id = role_grant.unit_id
where role_grant.person_id = $1
  and role_grant.valid_from <= $2
  and (role_grant.valid_to is null or role_grant.valid_to >= $2)
order by unit.place_code, role_grant.role
