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
    absence.kind as "absence?"
from exam_registration as registration
join person on person.id = registration.person_id
left join delivery on delivery.registration_id = registration.id
left join absence on absence.registration_id = registration.id
where registration.exam_id = $1
    and registration.status = 'registered'
    and case $2
        when 'received' then delivery.id is not null
        when 'absent' then absence.kind is not null
        else delivery.id is null and absence.kind is null
    end
order by case when $2 = 'received' then delivery.received_at end desc,
    registration.candidate_number nulls last, registration.id
limit $3
