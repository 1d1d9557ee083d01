select id from explanation where id = $1 for update
