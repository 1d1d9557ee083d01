insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
select new.id, new.registration_id, new.grade, $4, $5, $6
from unnest($1::uuid[], $2::uuid[], $3::text[]) as new(id, registration_id, grade)
