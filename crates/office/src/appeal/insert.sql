insert into appeal
    (id, registration_id, result_id, case_number, lodged_on, channel, registered_at, registered_by,
     work_handed_in, grounds, state, because, rule_set, rule_set_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
