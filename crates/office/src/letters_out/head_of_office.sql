select person.given_name, person.family_name
from role_grant
join person on person.id = role_grant.person_id
join unit on unit.id = role_grant.unit_id
join unit as ours on ours.id = $1
where role_grant.role = 'head_of_office'
    and (ours.place_code = unit.place_code or starts_with(ours.place_code, unit.place_code || '.'))
    and role_grant.valid_from <= $2
    and (role_grant.valid_to is null or role_grant.valid_to >= $2)
-- The nearest one signs; a substitute before the one stood in for.
order by length(unit.place_code) desc, role_grant.substitute_for is null, person.id
limit 1
