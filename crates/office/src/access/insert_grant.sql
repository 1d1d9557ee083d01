insert into role_grant (id, person_id, unit_id, role, valid_from, valid_to, substitute_for, granted_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
