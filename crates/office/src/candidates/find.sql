-- Those of an exam that were looked for: by candidate number, or by what the list shows of them
-- besides. A protected person stands last by name: the place would tell the name.
select registration.id, count(*) over () as "total!"
from exam_registration as registration
join person on person.id = registration.person_id
left join room on room.id = registration.room_id
where registration.exam_id = $1
    and registration.status = 'registered'
    and ($2 = '' or room.code = $2)
    and (registration.candidate_number::text = $3 or goes_by(person, $3))
order by
    case when $4::text = 'number' then registration.candidate_number end,
    case when $4 = 'room' then room.code end collate "nb-NO-x-icu",
    (case when not person.protected_address then person.family_name end) collate "nb-NO-x-icu",
    (case when not person.protected_address then person.given_name end) collate "nb-NO-x-icu",
    registration.candidate_number,
    registration.id
limit $5 offset $6
