-- One look for all that a request needs to know of who asks: it is asked at every request, with
-- the session of its cookie, and with a person's id where there is no session yet.
with asked as (
    select $1::uuid as person, null::text as form_token, null::timestamptz as seen_at
    where $1::uuid is not null
    union all
    select person, form_token, seen_at
    from web_session
    where token_hash = $3 and expires_at > $4 and seen_at > $5
)
select
    person.id,
    asked.form_token as "form_token?",
    asked.seen_at as "seen_at?: jiff_sqlx::Timestamp",
    person.given_name,
    person.family_name,
    person.language,
    (person.student_number is not null
        or exists (select from exam_registration where person_id = person.id)) as "student!",
    exists (select from committee_member where person_id = person.id) as "examiner!",
    coalesce(granted.roles, '{}') as "roles!",
    coalesce(granted.places, '{}') as "places!"
from asked
join person on person.id = asked.person
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
