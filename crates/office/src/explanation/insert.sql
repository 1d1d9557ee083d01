insert into explanation
    (id, registration_id, result_id, requested_on, channel, registered_at, registered_by, in_time,
     rule_set, rule_set_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
