-- How this institution finds out which of its own applicants and students the register knows, without
-- telling it of the others.

-- The keys under which the register evaluates ids and lists tokens.
create table exclusion_register_key (
    epoch       integer primary key check (epoch > 0),
    public_key  text not null
);

-- A student's token, sealed with the office's own secret: without it nobody who holds a copy of the
-- database learns who stands on the register's list. Another secret makes them anew.
create table exclusion_sealed_token (
    person_id  uuid not null references person,
    epoch      integer not null,
    sealed     bytea not null check (octet_length(sealed) = 32),
    sealed_by  bytea not null check (octet_length(sealed_by) = 8),
    primary key (person_id, epoch)
);
create index exclusion_sealed_token_by_seal on exclusion_sealed_token (sealed);

-- Ids that the register is evaluating: what unblinds its answer, by the question and the place in it.
create table exclusion_blinding (
    message_id  uuid not null,
    position    integer not null check (position >= 0),
    person_id   uuid not null references person,
    epoch       integer not null,
    kept        bytea not null check (octet_length(kept) = 64),
    asked_at    timestamptz not null,
    primary key (message_id, position)
);
create unique index exclusion_blinding_of_person on exclusion_blinding (person_id, epoch);

-- The register's list as it comes, page by page, sealed in the same way.
create table exclusion_listed (
    version  bigint not null,
    sealed   bytea not null check (octet_length(sealed) = 32),
    primary key (version, sealed)
);

-- About whom the register was asked, because a token stood on its list: for what, in which case of
-- ours, and when. It is kept until the answer is there, and then as long as a row stands.
create table exclusion_question (
    message_id    uuid primary key,
    person_id     uuid not null references person,
    list_version  bigint not null,
    purpose       text not null check (purpose in ('admission', 'recognition', 'study')),
    case_ref      uuid not null,
    asked_at      timestamptz not null,
    answered_at   timestamptz
);
create index exclusion_question_by_person on exclusion_question (person_id);

-- Since when the list is being asked for.
alter table exclusion_list_copy add column asked_at timestamptz;
