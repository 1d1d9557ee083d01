-- Logged-in browsers. Only the hash of the cookie is kept. All times are wall time.
create table web_session (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    person uuid not null,
    form_token text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index web_session_of_person on web_session (person);
create index web_session_expiry on web_session (expires_at);
comment on table web_session is 'technical: web sessions';
