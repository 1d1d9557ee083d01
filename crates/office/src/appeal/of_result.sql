select id from appeal where result_id = $1
