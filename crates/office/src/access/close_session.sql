delete from web_session where token_hash = $1
