select person, form_token from web_session where token_hash = $1 and expires_at > $2
