insert into web_session (token_hash, person, form_token, created_at, seen_at, expires_at)
values ($1, $2, $3, $4, $4, $5)
