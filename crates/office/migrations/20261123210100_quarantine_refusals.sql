-- What is refused a person because of an exclusion, and the appeal against it.

-- Somebody who is excluded from exams tried to sign up, and was refused. The first try of each exam counts.
create table refused_sign_up (
    id         uuid primary key,
    exam_id    uuid not null references exam,
    person_id  uuid not null references person,
    row_id     uuid not null,
    tried_at   timestamptz not null,
    unique (exam_id, person_id)
);
create index refused_sign_up_by_person on refused_sign_up (person_id);

-- A letter that refuses: an application, a registration that was tried, one that stood.
create table quarantine_refusal (
    id             uuid primary key,
    case_number    text not null unique,
    matter         text not null check (matter in ('admission', 'exam_refused', 'exam_withdrawn')),
    person_id      uuid not null references person,
    unit_id        uuid not null references unit,
    -- The row it rests on, and the number of the institution that decided.
    row_id         uuid not null,
    institution    text not null,
    rule_set       text not null,
    rule_set_hash  text not null,
    letter_id      uuid not null unique references letter,
    refused_on     date not null,
    refused_by     uuid not null references person
);
create index quarantine_refusal_by_person on quarantine_refusal (person_id);
create index quarantine_refusal_by_unit on quarantine_refusal (unit_id);

-- What it refuses: choices of an application, registrations, tries.
create table quarantine_refusal_of (
    refusal_id  uuid not null references quarantine_refusal,
    subject_id  uuid not null,
    primary key (refusal_id, subject_id)
);
create index quarantine_refusal_by_subject on quarantine_refusal_of (subject_id);

-- The appeal against it: over the decision or its registration, which the institution that decided it
-- considers, or over how it was used here, which the own body considers.
create table quarantine_appeal (
    refusal_id   uuid primary key references quarantine_refusal,
    ground       text not null check (ground in ('registered', 'used')),
    received_on  date not null,
    channel      text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    grounds      text not null,
    -- Why a late one was taken up.
    excuse       text not null default '',
    letter_id    uuid references letter,
    sent_on      date,
    outcome      text check (outcome in ('upheld', 'rejected')),
    outcome_on   date check (outcome_on >= sent_on),
    outcome_by   uuid references person,
    check (num_nonnulls(letter_id, sent_on) in (0, 2)),
    check (num_nonnulls(outcome, outcome_on, outcome_by) in (0, 3))
);
