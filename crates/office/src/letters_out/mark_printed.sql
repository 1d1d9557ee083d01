update letter set sent_at = $2 where id = any($1)
