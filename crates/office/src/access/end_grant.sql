update role_grant set valid_to = $2::date - 1 where id = $1 and valid_from < $2
