-- A protected person stands last in an alphabetical list, in order of number: the place
-- among the names would tell the name. Only the place in the list is sorted here; what is
-- shown is looked up for one page.
select registration.id
from exam_registration as registration
join person on person.id = registration.person_id
where registration.exam_id = $1
    and registration.status = 'registered'
    and ($2 = '' or exists (select from room where id = registration.room_id and code = $2))
order by
    (case when not person.protected_address then person.family_name end) collate "nb-NO-x-icu",
    (case when not person.protected_address then person.given_name end) collate "nb-NO-x-icu",
    case when person.protected_address then registration.candidate_number end,
    registration.id
limit $4 offset $3
