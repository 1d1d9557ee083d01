-- Those without a room stand last; within a room by name.
select registration.id
from exam_registration as registration
join person on person.id = registration.person_id
left join room on room.id = registration.room_id
where registration.exam_id = $1
    and registration.status = 'registered'
    and ($2 = '' or room.code = $2)
order by
    room.code collate "nb-NO-x-icu",
    (case when not person.protected_address then person.family_name end) collate "nb-NO-x-icu",
    (case when not person.protected_address then person.given_name end) collate "nb-NO-x-icu",
    case when person.protected_address then registration.candidate_number end,
    registration.id
limit $4 offset $3
