-- The ids that somebody had before: a D-number that a national id has taken the place of, or another
-- that was changed. What is known under one of them is known of the same person.
create table person_earlier_id (
    national_id  text primary key,
    person_id    uuid not null references person,
    noted_at     timestamptz not null,
    noted_by     uuid references person
);
create index person_earlier_id_by_person on person_earlier_id (person_id);
create trigger only_new_rows before update or delete or truncate on person_earlier_id
    for each statement execute function refuse_change();
