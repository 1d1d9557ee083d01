select
    role_grant.id,
    person.given_name,
    person.family_name,
    role_grant.role,
    unit.name_nb,
    unit.name_nn,
    unit.name_en,
    role_grant.valid_from,
    role_grant.valid_to,
    substitute.given_name as "substitute_given?",
    substitute.family_name as "substitute_family?"
from role_grant
join person on person.id = role_grant.person_id
join unit on unit.id = role_grant.unit_id
left join person as substitute on substitute.id = role_grant.substitute_for
where in_scope(unit.place_code, $1)
  and (role_grant.valid_to is null or role_grant.valid_to >= $2)
order by
    unit.place_code,
    person.family_name collate "nb-NO-x-icu",
    person.given_name collate "nb-NO-x-icu",
    role_grant.id
