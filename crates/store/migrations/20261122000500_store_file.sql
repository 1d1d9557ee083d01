-- Uploaded files. The content comes before the act that points to it, in short transactions of
-- its own; a file that no act has pointed to is swept.
create table file (
    id uuid primary key,
    media_type text not null,
    size_bytes bigint not null check (size_bytes >= 0),
    sha256 bytea not null check (octet_length(sha256) = 32),
    scan text not null check (scan in ('clean', 'infected', 'not_scanned')),
    stored_at timestamptz not null
);
comment on table file is 'technical: content, stored before the act that points to it';

create table file_chunk (
    file_id uuid not null,
    no integer not null check (no >= 0),
    bytes bytea not null,
    primary key (file_id, no)
);
comment on table file_chunk is 'technical: content of files';

create trigger never_changed before update or truncate on file_chunk
    for each statement execute function refuse_update();
