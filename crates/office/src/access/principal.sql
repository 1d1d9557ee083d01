-- One look for all that a request needs to know of who asks: it is asked at every request.
select
    person.id,
    session.form_token,
    session.seen_at,
    person.given_name,
    person.family_name,
    person.language,
    (person.student_number is not null
        or exists (select from exam_registration where person_id = person.id)) as "student!",
    -- Whoever sits in a committee, and whoever is asked to.
    (exists (select from committee_member where person_id = person.id)
        or exists (select from committee_proposal_member where person_id = person.id)) as "examiner!",
    coalesce(granted.roles, '{}') as "roles!",
    coalesce(granted.places, '{}') as "places!",
    (select count(*) from regulation_edit where approved) as "own_regulations!"
from web_session as session
join person on person.id = session.person
left join lateral (
    select
        array_agg(role_grant.role order by unit.place_code, role_grant.role) as roles,
        array_agg(unit.place_code order by unit.place_code, role_grant.role) as places
    from role_grant
    join unit on unit.id = role_grant.unit_id
    where role_grant.person_id = person.id
      and role_grant.valid_from <= $2
      and (role_grant.valid_to is null or role_grant.valid_to >= $2)
) as granted on true
where session.token_hash = $1 and session.expires_at > $3 and session.seen_at > $4
