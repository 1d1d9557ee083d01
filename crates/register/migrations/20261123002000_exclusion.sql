-- The register of excluded students. Who a row is about stands in `exclusion_person` alone, what it says
-- in `exclusion_element`; both are deleted when the row ends, and nothing else of it names anybody.
create table exclusion (
    -- The opaque id that the institution has given it.
    id           uuid primary key,
    institution  text not null check (institution ~ '^[1-9][0-9]{2,3}$'),
    received_at  timestamptz not null,
    -- The highest version that came: it is the one that counts.
    version      bigint not null check (version >= 0),
    -- How it ended; none while it stands.
    ended        text check (ended in ('deleted', 'expired')),
    ended_at     timestamptz,
    check ((ended is null) = (ended_at is null))
);
create index exclusion_standing on exclusion (institution) where ended is null;

-- Each version that came, in whatever order. Rows are never changed.
create table exclusion_version (
    exclusion_id  uuid not null references exclusion (id),
    version       bigint not null check (version > 0),
    action        text not null check (action in ('registered', 'deleted')),
    message_id    uuid not null,
    received_at   timestamptz not null,
    primary key (exclusion_id, version)
);
create trigger only_new_rows before update or delete or truncate on exclusion_version
    for each statement execute function refuse_change();

-- What a version says. Never changed; deleted when the row ends.
create table exclusion_element (
    exclusion_id    uuid not null,
    version         bigint not null,
    period_from     date not null,
    period_to       date not null check (period_to >= period_from),
    -- Those that transfer.
    type            text not null check (type in ('EKSAMENN', 'KARANTENEN')),
    classification  text not null check (classification in ('ALLE', 'HESOS', 'LÆRER')),
    programme       text,
    case_officer    text,
    primary key (exclusion_id, version),
    foreign key (exclusion_id, version) references exclusion_version (exclusion_id, version)
);
create index exclusion_element_by_end on exclusion_element (period_to);
create trigger never_changed before update or truncate on exclusion_element
    for each statement execute function refuse_update();

-- Whom a row is about: the only place of the register with national ids. Deleted when the row ends.
create table exclusion_person (
    exclusion_id  uuid primary key references exclusion (id),
    national_id   text not null check (national_id ~ '^[0-9]{11}$')
);
create index exclusion_person_by_id on exclusion_person (national_id);
create trigger never_changed before update or truncate on exclusion_person
    for each statement execute function refuse_update();

-- The keys that tokens stand under. The secret itself is in no table.
create table exclusion_epoch (
    epoch       integer primary key check (epoch > 0),
    public_key  text not null unique,
    opened_at   timestamptz not null,
    -- None: the register itself, at the first need or because it was given another secret.
    opened_by   uuid references operator,
    -- From this day nothing is evaluated under it; none for the newest.
    closes_on   date,
    closed_at   timestamptz
);

-- The token of a row's person under each key in use.
create table exclusion_token (
    exclusion_id  uuid not null references exclusion_person (exclusion_id) on delete cascade,
    epoch         integer not null references exclusion_epoch (epoch),
    token         bytea not null check (octet_length(token) = 16),
    primary key (exclusion_id, epoch)
);
create index exclusion_token_in_order on exclusion_token (token);

-- The list of tokens: how often it has changed, and the version that institutions were told of last.
create table exclusion_list (
    single      boolean primary key default true check (single),
    version     bigint not null check (version >= 0),
    changed_at  timestamptz,
    announced   bigint not null check (announced between 0 and version)
);
insert into exclusion_list (version, announced) values (0, 0);

-- Who has asked about a person: the institution, for what, in which case of its own, and how many rows
-- it was told. Kept for good; it names nobody.
create table exclusion_look (
    id           uuid primary key,
    institution  text not null,
    message_id   uuid not null,
    purpose      text not null check (purpose in ('admission', 'recognition', 'study')),
    case_ref     text not null,
    asked_at     timestamptz not null,
    rows         integer not null check (rows >= 0),
    unique (institution, message_id)
);
create index exclusion_look_by_day on exclusion_look (institution, asked_at);
create trigger only_new_rows before update or delete or truncate on exclusion_look
    for each statement execute function refuse_change();

-- Which row an institution was told of, first by which look. It is told of changes and of the end until
-- `removed_at`; asking anew begins anew.
create table exclusion_told (
    exclusion_id  uuid not null references exclusion (id),
    look_id       uuid not null references exclusion_look (id),
    institution   text not null,
    version       bigint not null check (version > 0),
    removed_at    timestamptz,
    primary key (exclusion_id, look_id)
);
create unique index exclusion_told_standing on exclusion_told (exclusion_id, institution)
    where removed_at is null;
create index exclusion_told_by_look on exclusion_told (look_id);

-- How many persons an institution expects to look up under one key.
create table exclusion_quota (
    institution    text primary key check (institution ~ '^[1-9][0-9]{2,3}$'),
    declared_size  integer not null check (declared_size between 1 and 1000000),
    set_at         timestamptz not null,
    set_by         uuid not null references operator
);

-- How many ids an institution had evaluated on a day under a key.
create table exclusion_evaluated (
    institution  text not null,
    day          date not null,
    epoch        integer not null references exclusion_epoch (epoch),
    count        integer not null check (count > 0),
    primary key (institution, day, epoch)
);

-- What somebody has to look into. Names nobody.
create table exclusion_alarm (
    id           uuid primary key,
    at           timestamptz not null,
    reason       text not null,
    institution  text not null,
    -- The message that was not acted on, and the row that it was about.
    message_id   uuid,
    row_id       uuid,
    version      bigint,
    -- What happens often is told once a day.
    once         text unique,
    seen_at      timestamptz,
    seen_by      uuid references operator,
    check ((seen_at is null) = (seen_by is null))
);
create index exclusion_alarm_open on exclusion_alarm (at) where seen_at is null;

-- Bodies in the mailbox that are not needed for good: those of questions, kept so that an answer that got
-- lost can be given again, and of messages of ours until they are delivered.
create table exclusion_kept (
    message_id   uuid not null,
    -- Who sent it: an institution, or the register.
    sender       text not null,
    erase_after  timestamptz not null,
    primary key (sender, message_id)
);
create index exclusion_kept_by_time on exclusion_kept (erase_after);
