select id from explanation where result_id = $1
