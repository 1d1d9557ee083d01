insert into misconduct
    (id, case_number, person_id, registration_id, unit_id, matter, source, coursework, suspected,
     reported_on, observed, told_on, chose, placement, used_for, removed_on, warned_on,
     registered_at, registered_by, state, rule_set, rule_set_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
    'reported', $20, $21)
