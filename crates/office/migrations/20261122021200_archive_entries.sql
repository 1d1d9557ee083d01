-- What stands in the archive: title, description and access code as the routine
-- prescribes them; the document itself is a file or a letter.
create table archive_entry (
    id             uuid primary key,
    case_number    text not null,
    direction      text not null check (direction in ('incoming', 'outgoing', 'internal')),
    title          text not null,
    description    text not null default '',
    correspondent  text not null default '',
    access_code    text not null default '',
    archive_code   text not null default '',
    unit_id        uuid not null references unit,
    subject_kind   text not null,
    subject_id     uuid not null,
    file_id        uuid,
    letter_id      uuid references letter,
    registered_at  timestamptz not null,
    registered_by  uuid references person
);
create index archive_entry_by_subject on archive_entry (subject_kind, subject_id);
-- A page of the list is cut along the one, and the whole counted in the other.
create index archive_entry_by_time on archive_entry (registered_at desc, id desc);
create index archive_entry_of_unit on archive_entry (unit_id) include (case_number, direction);
create index archive_entry_by_case on archive_entry (case_number);
