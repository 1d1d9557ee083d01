-- A letter as data and template version; the PDF follows from them.
create table letter (
    id            uuid primary key,
    kind          text not null,
    version       integer not null,
    language      text not null check (language in ('nb', 'nn', 'en')),
    -- To whom; null for a letter to a unit or an institution.
    person_id     uuid references person,
    unit_id       uuid not null references unit,
    subject_kind  text not null,
    subject_id    uuid not null,
    data          jsonb not null,
    created_at    timestamptz not null,
    rendered_at   timestamptz,
    file_id       uuid,
    channel       text not null check (channel in ('email', 'print', 'internal')),
    sent_at       timestamptz,
    check ((rendered_at is null) = (file_id is null))
);
create index letter_by_person on letter (person_id, created_at);
create index letter_by_subject on letter (subject_kind, subject_id);
-- A page of the list is cut along the one, and the whole counted in the other.
create index letter_by_time on letter (created_at desc, id desc);
create index letter_of_unit on letter (unit_id) include (kind, channel, rendered_at, sent_at);
create index letter_unsent on letter (created_at) where sent_at is null;

-- Who else gets a copy: a unit or a person with a role there.
create table letter_copy (
    letter_id  uuid not null references letter,
    unit_id    uuid not null references unit,
    role       text not null,
    primary key (letter_id, unit_id, role)
);
