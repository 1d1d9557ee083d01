update appeal
set state = $2, because = $3, handled_by = $4, late_excused = $5, late_assessment = $6, refusal_code = $7
where id = $1
