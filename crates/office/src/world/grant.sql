insert into role_grant (id, person_id, unit_id, role, valid_from)
select $1, $2, unit.id, $4, $5 from unit where place_code = $3
