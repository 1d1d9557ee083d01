-- One look for all that a request needs to know of who asks: it is asked at every request.
select
    given_name,
    family_name,
    language,
    (student_number is not null
        or exists (select from exam_registration where person_id = person.id)) as "student!",
    exists (select from committee_member where person_id = person.id) as "examiner!",
    coalesce(granted.roles, '{}') as "roles!",
    coalesce(granted.places, '{}') as "places!"
from person
cross join lateral (
    select
        array_agg(role_grant.role order by unit.place_code, role_grant.role) as roles,
        array_agg(unit.place_code order by unit.place_code, role_grant.role) as places
    from role_grant
    join unit on unit.id = role_grant.unit_id
    where role_grant.person_id = person.id
      and role_grant.valid_from <= $2
      and (role_grant.valid_to is null or role_grant.valid_to >= $2)
) as granted
where person.id = $1
