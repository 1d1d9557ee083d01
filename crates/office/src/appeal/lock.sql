select id from appeal where id = $1 for update
