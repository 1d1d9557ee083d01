-- The order of by_name.sql turned round, so that neither end of a long list is far away along
-- the index.
select registration.id
from exam_registration as registration
join person on person.id = registration.person_id
where registration.exam_id = $1
    and registration.status = 'registered'
    and ($2 = '' or exists (select from room where id = registration.room_id and code = $2))
order by
    (case when not person.protected_address then person.family_name end) collate "nb-NO-x-icu" desc,
    (case when not person.protected_address then person.given_name end) collate "nb-NO-x-icu" desc,
    case when person.protected_address then registration.candidate_number end desc,
    registration.id desc
limit $4 offset $3
