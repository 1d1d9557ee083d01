-- What the desk shows of these registrations, in their order.
select
    registration.id,
    registration.person_id,
    person.given_name,
    person.family_name,
    person.protected_address,
    registration.candidate_number,
    delivery.id as "delivery_id?",
    delivery.received_at as "received_at?",
    delivery.channel as "channel?",
    delivery.copies as "copies?",
    delivery.note as "note?",
    registration.absence,
    exists (select from delivery_file where delivery_file.delivery_id = delivery.id and replaced_by is null) as "uploaded!",
    exists (select from standpoint where standpoint.registration_id = registration.id) as "assessed!"
from unnest($1::uuid[]) with ordinality as listed(id, place)
join exam_registration as registration on registration.id = listed.id
join person on person.id = registration.person_id
left join delivery on delivery.registration_id = registration.id
order by listed.place
