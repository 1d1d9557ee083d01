update explanation set result_id = $2 where id = $1
