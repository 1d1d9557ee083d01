insert into standpoint (id, committee_member_id, registration_id, grade, given_at)
select new.id, $1, new.registration_id, new.grade, $5
from unnest($2::uuid[], $3::uuid[], $4::text[]) as new(id, registration_id, grade)
