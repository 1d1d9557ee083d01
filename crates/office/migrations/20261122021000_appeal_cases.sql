create table appeal (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    -- One appeal against one result.
    result_id        uuid not null unique references result,
    case_number      text not null unique,
    lodged_at        timestamptz not null,
    channel          text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    -- The student's grounds: never part of what a new committee gets.
    grounds          text not null default '',
    state            text not null check (state in
        ('received', 'parked', 'refused', 'accepted', 'sent', 'further', 'decided', 'withdrawn')),
    refusal_code     text,
    -- The reasons of the gate as they stood when it was decided.
    because          jsonb not null default '[]',
    rule_set         text not null,
    rule_set_hash    text not null,
    handled_by       uuid references person,
    outcome_grade    text,
    needs            text,
    decided_at       timestamptz,
    communicated_at  timestamptz,
    check ((state = 'refused') = (refusal_code is not null)),
    check ((state = 'decided') = (decided_at is not null))
);
create index appeal_by_registration on appeal (registration_id);
create index appeal_open on appeal (state) where state not in ('refused', 'decided', 'withdrawn');
create sequence appeal_case_number;

alter table committee add constraint committee_appeal foreign key (appeal_id) references appeal;
alter table protocol add constraint protocol_appeal foreign key (appeal_id) references appeal;

-- What a new committee gets: built from a whitelist, under a fresh number.
create table regrade_package (
    id                uuid primary key,
    appeal_id         uuid not null references appeal,
    committee_id      uuid not null unique references committee,
    candidate_number  text not null unique,
    built_at          timestamptz not null,
    built_by          uuid not null references person,
    sent_at           timestamptz,
    proof_sha256      text not null
);
create table regrade_package_item (
    id          uuid primary key,
    package_id  uuid not null references regrade_package,
    kind        text not null,
    included    boolean not null,
    -- The stripped copy; null for what was withheld.
    file_id     uuid,
    sha256      text,
    why_nb      text not null,
    why_nn      text not null,
    why_en      text not null,
    check (included = (file_id is not null))
);
