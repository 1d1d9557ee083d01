update protocol
set received_at = coalesce(received_at, $2), received_by = coalesce(received_by, $3),
    announced_at = $2, announced_by = $3
where id = $1 and announced_at is null
