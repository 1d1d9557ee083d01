update appeal
set state = 'decided', needs = null, outcome_grade = $2, decided_at = $3, communicated_at = $3,
    because = $4, handled_by = $5
where id = $1
