update regrade_package set sent_at = $2 where id = $1 and sent_at is null
