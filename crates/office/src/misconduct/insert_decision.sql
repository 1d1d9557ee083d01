insert into misconduct_decision
    (misconduct_id, found, intent, annulled, legal_basis, from_on, to_on, aggravated, programmes,
     classifications, study, areas, grounds, decided_on, because, letter_id, confiscated)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
