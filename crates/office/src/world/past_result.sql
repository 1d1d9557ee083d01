insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
values ($1, $2, $3, $4, 'ordinary', $5)
