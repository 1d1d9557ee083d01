insert into operator_role (operator_id, role, valid_from) values ($1, $2, $3)
