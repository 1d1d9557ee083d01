select id from result where id = $1 for update
