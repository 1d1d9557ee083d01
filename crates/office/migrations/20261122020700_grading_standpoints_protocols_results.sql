-- What one examiner holds a candidate's answer to be worth. Never changed: a new
-- one replaces it while the protocol is open.
create table standpoint (
    id                   uuid primary key,
    committee_member_id  uuid not null references committee_member,
    registration_id      uuid not null references exam_registration,
    grade                text not null check (grade in ('A', 'B', 'C', 'D', 'E', 'F', 'bestått', 'ikke bestått')),
    given_at             timestamptz not null,
    replaced_by          uuid references standpoint
);
create unique index standpoint_in_force on standpoint (committee_member_id, registration_id)
    where replaced_by is null;
create index standpoint_by_registration on standpoint (registration_id);

-- Three different standpoints: the grade they agreed on, signed by each of them.
create table agreement (
    id               uuid primary key,
    committee_id     uuid not null references committee,
    registration_id  uuid not null references exam_registration,
    grade            text not null,
    recorded_at      timestamptz not null,
    unique (committee_id, registration_id)
);
create table agreement_signature (
    agreement_id  uuid not null references agreement,
    person_id     uuid not null references person,
    signed_at     timestamptz not null,
    primary key (agreement_id, person_id)
);

-- The signed grade list. Immutable once sealed; an error is put right by a
-- rectification, a protocol of its own that names what it rectifies.
create table protocol (
    id              uuid primary key,
    exam_id         uuid not null references exam,
    committee_id    uuid not null references committee,
    kind            text not null check (kind in ('original', 'rectification', 'regrade')),
    rectifies       uuid references protocol,
    appeal_id       uuid,
    reason          text not null default '',
    -- [{"number": …, "registration": …, "status": …, "grade": …}] in order of number.
    content         jsonb not null,
    content_sha256  text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
    sealed_at       timestamptz not null,
    sealed_by       uuid not null references person,
    received_at     timestamptz,
    received_by     uuid references person,
    announced_at    timestamptz,
    announced_by    uuid references person,
    withdrawn_at    timestamptz,
    check ((kind = 'rectification') = (rectifies is not null)),
    check (kind <> 'rectification' or reason <> ''),
    check (announced_at is null or received_at is not null)
);
create unique index protocol_original on protocol (exam_id)
    where kind = 'original' and withdrawn_at is null;

create table protocol_signature (
    protocol_id     uuid not null references protocol,
    person_id       uuid not null references person,
    signed_at       timestamptz not null,
    content_sha256  text not null,
    primary key (protocol_id, person_id)
);

-- A result counts from its announcement. A later one supersedes it; none is deleted.
create table result (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    grade            text not null,
    protocol_id      uuid not null references protocol,
    origin           text not null check (origin in ('ordinary', 'rectification', 'appeal')),
    announced_at     timestamptz not null,
    superseded_by    uuid references result
);
create unique index result_in_force on result (registration_id) where superseded_by is null;
