-- A protected person stands last in an alphabetical list, in order of number: the place
-- among the names would tell the name.
select
    registration.id,
    registration.person_id,
    person.given_name,
    person.family_name,
    person.protected_address,
    case when person.protected_address then '' else coalesce(person.student_number, '') end
        as "student_number!",
    case when person.protected_address then '' else person.email end as "email!",
    registration.candidate_number,
    registration.language,
    registration.email_delivery,
    coalesce(room.code, '') as "room!",
    delivery.id is not null as "delivered!",
    absence.kind as "absence?",
    count(*) over () as "total!"
from exam_registration as registration
join person on person.id = registration.person_id
left join room on room.id = registration.room_id
left join delivery on delivery.registration_id = registration.id
left join absence on absence.registration_id = registration.id
where registration.exam_id = $1
    and registration.status = 'registered'
    and ($3 = '' or room.code = $3)
order by
    case when $2 = 'room' then room.code end collate "nb-NO-x-icu" nulls last,
    case when $2 = 'number' then registration.candidate_number end nulls last,
    person.protected_address,
    case when person.protected_address then registration.candidate_number end,
    case when not person.protected_address then person.family_name end collate "nb-NO-x-icu",
    case when not person.protected_address then person.given_name end collate "nb-NO-x-icu",
    registration.id
limit $5 offset $4
