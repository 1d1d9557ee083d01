-- What the register has told this institution of its own applicants and students.

-- A row of another institution. Once it is removed nothing says whose it was.
create table exclusion_told_row (
    row_id          uuid primary key,
    version         integer not null check (version > 0),
    person_id       uuid references person,
    institution     text not null,
    kind            text not null check (kind in ('EKSAMENN', 'KARANTENEN')),
    classification  text not null check (classification in ('ALLE', 'HESOS', 'LÆRER')),
    programme       text,
    from_on         date not null,
    to_on           date not null check (to_on >= from_on),
    case_officer    text,
    told_at         timestamptz not null,
    removed_at      timestamptz,
    removed         text check (removed in ('deleted', 'expired')),
    check (num_nonnulls(removed_at, removed) in (0, 2)),
    check ((removed_at is null) = (person_id is not null)),
    check (removed_at is null or num_nonnulls(programme, case_officer) = 0)
);
create index exclusion_told_by_person on exclusion_told_row (person_id);

-- The log of alerts: what has come, changed or gone that has effect here.
create table exclusion_alert (
    id         uuid primary key,
    at         timestamptz not null,
    row_id     uuid not null,
    version    integer not null,
    what       text not null check (what in ('new', 'changed', 'deleted', 'expired')),
    -- Nobody any more once the row is gone.
    person_id  uuid references person,
    seen_at    timestamptz,
    seen_by    uuid references person,
    check ((seen_at is null) = (seen_by is null)),
    unique (row_id, version, what)
);
create index exclusion_alert_in_order on exclusion_alert (at desc, id);
create index exclusion_alert_by_person on exclusion_alert (person_id);

-- The version of the register's list that is here whole, and when the register last held it to be
-- the newest, by its wall clock.
create table exclusion_list_copy (
    version    bigint not null,
    as_of      timestamptz not null,
    only_one   boolean primary key default true check (only_one)
);
