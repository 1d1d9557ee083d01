delete from role_grant where id = $1
