-- What a person has from elsewhere (the screen Person eksternstudium).

-- A document that came: from another institution by the exchange of results, in a file (EMREX), or as
-- an officer wrote it up from paper. It never changes.
create table external_document (
    id            uuid primary key,
    person_id     uuid not null references person,
    source        text not null check (source in ('exchange', 'emrex', 'entered')),
    -- The institution number of whoever answered; of a file nobody's: each report names its own.
    issuer        text check (issuer <> ''),
    -- The question that it answers, and what it was asked for on what legal basis.
    question_id   uuid unique,
    purpose       text check (purpose in ('admission', 'recognition')),
    basis         jsonb,
    -- The key that verified it; null where nothing vouches for it.
    key_id        text check (key_id <> ''),
    -- Whether the person brought it.
    by_student    boolean not null,
    -- How the document names its learner: by this person's national id or an earlier one, by name and
    -- birth date alone, or otherwise. What is entered by hand names nobody.
    learner       text not null check (learner in ('same_id', 'earlier_id', 'alike', 'other', 'not_named')),
    sha256        bytea not null check (octet_length(sha256) = 32),
    generated_at  timestamptz not null,
    received_at   timestamptz not null,
    received_by   uuid references person,
    -- What the reader changed or passed over.
    notes         jsonb not null,
    check ((source = 'exchange') = (question_id is not null)),
    check (source <> 'exchange' or num_nulls(issuer, purpose, basis, key_id) = 0 and not by_student),
    check ((source = 'entered') = (learner = 'not_named')),
    check (source <> 'entered' or key_id is null and not by_student and received_by is not null)
);
create index external_document_by_person on external_document (person_id, received_at);
create trigger only_new_rows before update or delete or truncate on external_document
    for each statement execute function refuse_change();

-- Its bytes as they came, signature and all.
create table external_document_content (
    document_id  uuid primary key references external_document,
    signed       bytea not null check (octet_length(signed) > 0)
);
create trigger only_new_rows before update or delete or truncate on external_document_content
    for each statement execute function refuse_change();

-- What it says, result by result.
create table external_document_line (
    document_id   uuid not null references external_document,
    position      integer not null check (position >= 0),
    issuer        text not null check (issuer <> ''),
    -- What tells the result from all others of its issuer.
    result_key    text not null check (result_key <> ''),
    -- The issuer's own id of the result, where it has one.
    result_id     text check (result_id <> ''),
    content       jsonb not null,
    content_hash  bytea not null check (octet_length(content_hash) = 32),
    primary key (document_id, position),
    unique (document_id, issuer, result_key)
);
create index external_document_line_by_result on external_document_line (issuer, result_id);
create trigger only_new_rows before update or delete or truncate on external_document_line
    for each statement execute function refuse_change();

-- An officer's word on whose the document is, where its learner does not name this person by id.
create table external_identity (
    document_id  uuid primary key references external_document,
    same         boolean not null,
    grounds      text not null check (grounds <> ''),
    decided_at   timestamptz not null,
    decided_by   uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on external_identity
    for each statement execute function refuse_change();

-- A document of which nothing more is to be imported.
create table external_set_aside (
    document_id  uuid primary key references external_document,
    grounds      text not null check (grounds <> ''),
    set_at       timestamptz not null,
    set_by       uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on external_set_aside
    for each statement execute function refuse_change();

-- A result from elsewhere that stands here. What it says stands in versions.
create table external_row (
    id          uuid primary key,
    person_id   uuid not null references person,
    issuer      text not null check (issuer <> ''),
    result_key  text not null check (result_key <> ''),
    result_id   text check (result_id <> ''),
    unique (person_id, issuer, result_key)
);
create index external_row_by_result on external_row (issuer, result_id);
create trigger only_new_rows before update or delete or truncate on external_row
    for each statement execute function refuse_change();

-- A version of it, with the document that says so. Nobody here can write another: only a document can.
create table external_row_version (
    row_id        uuid not null references external_row,
    version       integer not null check (version > 0),
    document_id   uuid not null references external_document,
    content       jsonb not null,
    content_hash  bytea not null check (octet_length(content_hash) = 32),
    -- The document does not have it any more: what it said before stays, and counts no longer.
    withdrawn     boolean not null,
    imported_at   timestamptz not null,
    imported_by   uuid not null references person,
    primary key (row_id, version)
);
create index external_row_version_by_document on external_row_version (document_id);
create trigger only_new_rows before update or delete or truncate on external_row_version
    for each statement execute function refuse_change();

-- That a document was held against a row, and what it was to it.
create table external_import (
    document_id  uuid not null references external_document,
    row_id       uuid not null references external_row,
    change       text not null check (change in ('new', 'same', 'changed', 'withdrawn')),
    imported_at  timestamptz not null,
    imported_by  uuid not null references person,
    primary key (document_id, row_id)
);
create index external_import_by_row on external_import (row_id);
create trigger only_new_rows before update or delete or truncate on external_import
    for each statement execute function refuse_change();

-- Second lock behind the use case: nothing is imported of a document whose learner is another, or of
-- whom nobody has said that it is the same, or that was set aside.
create function external_import_allowed() returns trigger language plpgsql as $$
begin
    if not exists (
        select
        from external_document document
        join external_row row on row.id = new.row_id and row.person_id = document.person_id
        left join external_identity identity on identity.document_id = document.id
        where document.id = new.document_id
            and (document.learner in ('same_id', 'earlier_id', 'not_named') or identity.same)
            and not exists (select from external_set_aside where document_id = document.id)
    ) then
        raise exception 'no import of a document that is not known to be the person''s'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger allowed before insert on external_import
    for each row execute function external_import_allowed();

-- What the issuer says has changed since it handed it out. It holds until a document that came after
-- has been held against the row.
create table external_correction (
    id          uuid primary key,
    person_id   uuid not null references person,
    issuer      text not null check (issuer <> ''),
    result_id   text not null check (result_id <> ''),
    correction  text not null check (correction in
        ('appeal', 'rectified', 'annulled', 'title', 'new_information', 'repeated')),
    told_at     timestamptz not null
);
create index external_correction_by_result on external_correction (issuer, result_id);
create index external_correction_by_person on external_correction (person_id);
create trigger only_new_rows before update or delete or truncate on external_correction
    for each statement execute function refuse_change();

-- Whether two rows are the same learning: a person says so, the last word counts.
create table external_duplicate (
    id          uuid primary key,
    -- The row that counts where they are the same.
    kept        uuid not null references external_row,
    other       uuid not null references external_row,
    same        boolean not null,
    decided_at  timestamptz not null,
    decided_by  uuid not null references person,
    check (kept <> other)
);
create index external_duplicate_by_kept on external_duplicate (kept);
create index external_duplicate_by_other on external_duplicate (other);
create trigger only_new_rows before update or delete or truncate on external_duplicate
    for each statement execute function refuse_change();

-- The keys by which files (EMREX) are verified: whose they are, and while they count.
create table external_key (
    id          uuid primary key,
    name        text not null check (name <> ''),
    pem         text not null check (pem <> ''),
    valid_from  date not null,
    valid_to    date check (valid_to >= valid_from),
    entered_at  timestamptz not null,
    entered_by  uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on external_key
    for each statement execute function refuse_change();
