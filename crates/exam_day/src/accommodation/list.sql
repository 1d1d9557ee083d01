-- What was granted by units in scope, or to one person.
select granted.id, granted.person_id, granted.case_ref, granted.extra_minutes, granted.extra_percent,
    granted.needs, granted.equipment, granted.first_on, granted.last_on, granted.entered_at, granted.ended_at,
    person.given_name, person.family_name, person.protected_address
from accommodation as granted
join person on person.id = granted.person_id
join unit on unit.id = granted.unit_id
where granted.person_id = $2 or ($2::uuid is null and in_scope(unit.place_code, $1))
order by granted.ended_at is not null, granted.last_on desc, granted.entered_at desc
limit 500
