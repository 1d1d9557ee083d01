create table examiner (
    person_id               uuid primary key references person,
    title_nb                text not null default '',
    title_nn                text not null default '',
    title_en                text not null default '',
    workplace               text not null default '',
    external                boolean not null,
    employed_at_university  boolean not null,
    cv_file_id              uuid,
    approved_on             date,
    approved_by             uuid references unit
);

-- A committee for one exam, or (regrade, further) for one appeal.
create table committee (
    id            uuid primary key,
    exam_id       uuid not null references exam,
    kind          text not null check (kind in ('ordinary', 'regrade', 'further')),
    appeal_id     uuid,
    appointed_on  date not null,
    appointed_by  uuid not null references unit,
    case_ref      text not null default '',
    check ((kind = 'ordinary') = (appeal_id is null))
);
create unique index committee_ordinary on committee (exam_id) where kind = 'ordinary';
create unique index committee_of_appeal on committee (appeal_id, kind) where kind <> 'ordinary';

create table committee_member (
    id                 uuid primary key,
    committee_id       uuid not null references committee,
    person_id          uuid not null references person,
    -- 1 and 2 grade; 3 is called in when they disagree.
    position           integer not null check (position between 1 and 9),
    external           boolean not null,
    supervisor         boolean not null default false,
    appointed_on       date not null,
    unique (committee_id, person_id),
    unique (committee_id, position),
    -- Who is called in because the first two disagree comes from outside.
    check (position < 3 or external)
);
create index committee_member_by_person on committee_member (person_id);

-- Who shall sit in a committee, or be called in as third, as the department proposes
-- it to its board. The board's decision is another person's.
create table committee_proposal (
    id            uuid primary key,
    exam_id       uuid not null references exam,
    -- The committee that a third examiner is proposed for; null: the committee itself.
    third_for     uuid references committee,
    proposed_at   timestamptz not null,
    proposed_by   uuid not null references person,
    -- The faculty board's case that lets a supervisor be internal examiner.
    dispensation  text not null default '',
    decided_at    timestamptz,
    decided_by    uuid references person,
    committee_id  uuid references committee,
    withdrawn_at  timestamptz,
    check (decided_by <> proposed_by),
    check ((decided_at is null) = (decided_by is null)),
    check ((decided_at is null) = (committee_id is null)),
    check (decided_at is null or withdrawn_at is null)
);
create unique index committee_proposal_open on committee_proposal (exam_id)
    where decided_at is null and withdrawn_at is null;

create table committee_proposal_member (
    proposal_id  uuid not null references committee_proposal,
    person_id    uuid not null references examiner,
    position     integer not null check (position between 1 and 9),
    supervisor   boolean not null,
    primary key (proposal_id, person_id),
    unique (proposal_id, position)
);
