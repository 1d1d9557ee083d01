update protocol
set withdrawn_at = case when $2 then $5 else withdrawn_at end,
    withdrawn_by = case when $2 then $6 else withdrawn_by end,
    received_at = case when $3 then coalesce(received_at, $5) else received_at end,
    received_by = case when $3 then coalesce(received_by, $6) else received_by end,
    announced_at = case when $4 then $5 else announced_at end,
    announced_by = case when $4 then $6 else announced_by end
where id = $1
