update diploma set returned_on = $3
where person_id = $1 and issued_on >= $2 and returned_on is null
