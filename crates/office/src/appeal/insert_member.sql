insert into committee_member (id, committee_id, person_id, position, external, appointed_on)
values ($1, $2, $3, $4, $5, $6)
