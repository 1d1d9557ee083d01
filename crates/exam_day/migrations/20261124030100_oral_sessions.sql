-- Orals: how long each takes, the sessions with their rooms and examiners, when each candidate comes, and
-- what each has been told.

-- Whether the exam needs the room at a time of its own, and not when the exam begins.
alter table room_booking_exam add column own_time boolean not null default false;

create table oral (
    exam_id          uuid primary key references exam,
    -- Counts up with every change: who changes it says which one she has read.
    version          integer not null default 1,
    minutes          integer not null check (minutes between 5 and 480),
    between_minutes  integer not null check (between_minutes between 0 and 120),
    -- After how many candidates in a row there is a break; 0: no break.
    break_after      integer not null check (break_after between 0 and 50),
    break_minutes    integer not null check (break_minutes between 0 and 240),
    -- In which order candidates come: by lot, or as the candidate list has them.
    sequence         text not null check (sequence in ('lot', 'list')),
    set_at           timestamptz not null,
    set_by           uuid not null references person,
    published_at     timestamptz,
    published_by     uuid references person,
    check (num_nulls(published_at, published_by) in (0, 2))
);

-- A time in one room with the same examiners.
create table oral_session (
    id          uuid primary key,
    exam_id     uuid not null references oral,
    from_at     timestamptz not null,
    until_at    timestamptz not null,
    -- Where it stands that the subject group has decided day and committee, when an officer has entered it.
    decided     text not null default '',
    booking_id  uuid references room_booking,
    set_at      timestamptz not null,
    set_by      uuid not null references person,
    set_up_at   timestamptz,
    set_up_by   uuid references person,
    cleared_at  timestamptz,
    cleared_by  uuid references person,
    ended_at    timestamptz,
    ended_by    uuid references person,
    why_ended   text,
    check (from_at < until_at),
    check (num_nulls(set_up_at, set_up_by) in (0, 2)),
    check (num_nulls(cleared_at, cleared_by) in (0, 2)),
    check (num_nulls(ended_at, ended_by, why_ended) in (0, 3))
);
create index oral_session_by_exam on oral_session (exam_id);
create unique index oral_session_by_booking on oral_session (booking_id) where ended_at is null;

-- Who examines in a session: nobody in two at a time, whoever enters them.
create table oral_session_examiner (
    session_id  uuid not null references oral_session,
    person_id   uuid not null references examiner,
    from_at     timestamptz not null,
    until_at    timestamptz not null,
    ended_at    timestamptz,
    primary key (session_id, person_id),
    constraint oral_session_examiner_no_double exclude using gist
        (uuid_range(person_id, person_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
        where (ended_at is null)
);
create index oral_session_examiner_by_person on oral_session_examiner (person_id);

-- When an examiner is away.
create table oral_away (
    id         uuid primary key,
    exam_id    uuid not null references oral,
    person_id  uuid not null references examiner,
    from_at    timestamptz not null,
    until_at   timestamptz not null,
    stated_at  timestamptz not null,
    stated_by  uuid not null references person,
    check (from_at < until_at)
);
create index oral_away_by_exam on oral_away (exam_id);

-- What is special about a candidate: more time, as it was granted.
create table oral_candidate (
    registration_id  uuid primary key references exam_registration,
    extra_minutes    integer not null check (extra_minutes between 0 and 240),
    -- The case in which it was granted.
    granted          text not null default '',
    stated_at        timestamptz not null,
    stated_by        uuid not null references person,
    check (extra_minutes = 0 or granted <> '')
);

-- An examiner who is not impartial towards a candidate (fvl. § 6).
create table oral_partial (
    registration_id  uuid not null references exam_registration,
    person_id        uuid not null references examiner,
    stated_at        timestamptz not null,
    stated_by        uuid not null references person,
    primary key (registration_id, person_id)
);

-- When a candidate comes where. Nobody is told of it before it is published.
create table oral_place (
    registration_id  uuid primary key references exam_registration,
    session_id       uuid not null references oral_session,
    begins_at        timestamptz not null,
    -- Placed by hand to stay when the others are placed anew.
    locked           boolean not null,
    placed_at        timestamptz not null,
    placed_by        uuid not null references person
);
create index oral_place_by_session on oral_place (session_id, begins_at);

-- What a candidate has been told last.
create table oral_told (
    registration_id  uuid primary key references exam_registration,
    session_id       uuid not null references oral_session,
    begins_at        timestamptz not null,
    minutes          integer not null check (minutes > 0),
    room_id          uuid not null references room,
    told_at          timestamptz not null
);

-- What an examiner has been told last: sessions, rooms and who comes when, as JSON.
create table oral_examiner_told (
    exam_id    uuid not null references oral,
    person_id  uuid not null references examiner,
    plan       text not null,
    told_at    timestamptz not null,
    primary key (exam_id, person_id)
);
