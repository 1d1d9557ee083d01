update letter
set rendered_at = $2, file_id = $3, channel = $4, sent_at = $5
where id = $1 and rendered_at is null
