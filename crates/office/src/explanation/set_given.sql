update explanation
set given_on = $2, given_at = $3, given_by = $4, form = $5, principles = $6, assessment = $7, told = $8
where id = $1 and given_on is null
