select
    registration.id,
    registration.exam_id,
    registration.person_id,
    registration.status,
    registration.language,
    registration.candidate_number,
    room.name as "room?",
    registration.delivered_at is not null as "delivered!",
    registration.absence is not null as "absent!",
    registration.delivered_at,
    exists (select from result where result.registration_id = registration.id) as "announced!"
from exam_registration as registration
left join room on room.id = registration.room_id
where ($1::uuid is null or registration.id = $1)
    and ($2::uuid is null or registration.exam_id = $2)
    and ($3::uuid is null or registration.person_id = $3)
order by registration.exam_id
