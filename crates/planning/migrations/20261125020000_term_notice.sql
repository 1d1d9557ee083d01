-- What students are told in the course of a term, and who was.

create table term_notice (
    id       uuid primary key,
    term     text not null check (term ~ '^[0-9]{4}-[VH]$'),
    -- The dates for fee and registration; to look over the own registrations.
    matter   text not null check (matter in ('dates', 'registrations')),
    unit_id  uuid not null references unit,
    sent_by  uuid not null references person,
    sent_at  timestamptz not null,
    unique (term, matter)
);

-- Who was told, by which letter: nobody is told the same twice.
create table term_notice_told (
    notice_id  uuid not null references term_notice,
    person_id  uuid not null references person,
    letter_id  uuid not null references letter,
    told_at    timestamptz not null,
    primary key (notice_id, person_id)
);
create index term_notice_told_by_person on term_notice_told (person_id);
