-- What a list shows of these registrations, in their order.
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
    registration.delivered_at is not null as "delivered!",
    registration.absence
from unnest($1::uuid[]) with ordinality as listed(id, place)
join exam_registration as registration on registration.id = listed.id
join person on person.id = registration.person_id
left join room on room.id = registration.room_id
order by listed.place
