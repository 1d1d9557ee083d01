-- Recognition of earlier education: applied for, assessed at the unit, decided, perhaps appealed.
create table recognition (
    id             uuid primary key,
    case_number    text not null unique,
    person_id      uuid not null references person,
    -- The unit that handles it.
    unit_id        uuid not null references unit,
    applied_on     date not null,
    channel        text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    -- What is to be recognised, in the applicant's words.
    education      text not null check (education <> ''),
    -- The degree that it is to be held equal to; empty where none is named.
    as_equal_to    text not null,
    state          text not null check (state in
        ('applied', 'assessing', 'assessed', 'decided', 'appealed', 'closed')),
    rule_set       text not null,
    rule_set_hash  text not null,
    registered_at  timestamptz not null,
    registered_by  uuid not null references person
);
create index recognition_by_person on recognition (person_id);
create index recognition_by_unit on recognition (unit_id, state);

-- What the application is about, one line for each: a row from elsewhere, or what the applicant says of
-- it. It is as it was when it was added, or last taken anew; of a row the version is told.
create table recognition_item (
    id              uuid primary key,
    recognition_id  uuid not null references recognition,
    position        integer not null check (position > 0),
    row_id          uuid references external_row,
    version         integer,
    -- Whether another institution under the Act has given it (uhl. § 9-1).
    regulated       boolean not null,
    content         jsonb not null,
    added_at        timestamptz not null,
    added_by        uuid not null references person,
    unique (recognition_id, position),
    unique (recognition_id, row_id),
    foreign key (row_id, version) references external_row_version (row_id, version),
    check (num_nulls(row_id, version) in (0, 2))
);
create index recognition_item_by_row on recognition_item (row_id);

-- The documents that the applicant has uploaded.
create table recognition_file (
    file_id         uuid primary key references file,
    recognition_id  uuid not null references recognition,
    -- What it is, in the applicant's words.
    about           text not null check (about <> ''),
    added_at        timestamptz not null,
    added_by        uuid not null references person
);
create index recognition_file_by_case on recognition_file (recognition_id);
create trigger only_new_rows before update or delete or truncate on recognition_file
    for each statement execute function refuse_change();

-- The academic assessment; the last one counts.
create table recognition_assessment (
    id              uuid primary key,
    recognition_id  uuid not null references recognition,
    number          integer not null check (number > 0),
    grounds         text not null check (grounds <> ''),
    credits         numeric(7, 3) not null check (credits >= 0),
    because         jsonb not null,
    assessed_at     timestamptz not null,
    assessed_by     uuid not null references person,
    unique (recognition_id, number)
);
create trigger only_new_rows before update or delete or truncate on recognition_assessment
    for each statement execute function refuse_change();

-- What an item is recognised as: a course here, free credits, or nothing; and how much of it counts
-- elsewhere already.
create table recognition_grant (
    assessment_id  uuid not null references recognition_assessment,
    position       integer not null check (position > 0),
    item_id        uuid not null references recognition_item,
    outcome        text not null check (outcome in ('course', 'free', 'none')),
    course_id      uuid references course,
    credits        numeric(7, 3) not null check (credits >= 0),
    -- Credits that are left out, because the same learning counts already, and as what.
    reduced        numeric(7, 3) not null check (reduced >= 0),
    overlaps_with  text not null,
    grounds        text not null,
    primary key (assessment_id, position),
    check ((outcome = 'course') = (course_id is not null)),
    check ((outcome = 'none') = (credits = 0)),
    check ((reduced > 0) = (overlaps_with <> '')),
    check (outcome <> 'none' or grounds <> '')
);
create index recognition_grant_by_item on recognition_grant (item_id);
create trigger only_new_rows before update or delete or truncate on recognition_grant
    for each statement execute function refuse_change();

-- What was decided, and the letter that says so. A case decided anew has a further one: it counts.
create table recognition_decision (
    recognition_id  uuid not null references recognition,
    number          integer not null check (number > 0),
    -- Dismissed, because a row in the register bars it; nothing was assessed then.
    barred_by       uuid,
    assessment_id   uuid references recognition_assessment,
    because         jsonb not null,
    decided_on      date not null,
    decided_by      uuid not null references person,
    letter_id       uuid not null references letter,
    primary key (recognition_id, number),
    check (num_nulls(barred_by, assessment_id) = 1)
);
create trigger only_new_rows before update or delete or truncate on recognition_decision
    for each statement execute function refuse_change();

-- Second lock behind the use case: whoever has assessed does not decide.
create function recognition_decided_by_another() returns trigger language plpgsql as $$
begin
    if exists (
        select from recognition_assessment
        where id = new.assessment_id and assessed_by = new.decided_by
    ) then
        raise exception 'who has assessed does not decide' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger by_another before insert on recognition_decision
    for each row execute function recognition_decided_by_another();

-- An appeal against a decision: looked at again here, and forwarded where it stands.
create table recognition_appeal (
    recognition_id  uuid not null,
    number          integer not null,
    received_on     date not null,
    channel         text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    grounds         text not null,
    -- Late, and taken up all the same: why (fvl. § 31).
    excuse          text not null,
    registered_at   timestamptz not null,
    registered_by   uuid not null references person,
    reconsidered_on date,
    reconsidered_by uuid references person,
    reconsidered    text check (reconsidered in ('stands', 'changed')),
    reconsideration text,
    -- The body that decides it, and what it came to.
    forwarded_on    date check (forwarded_on >= received_on),
    settled_on      date check (settled_on >= forwarded_on),
    body_number     text check (body_number <> ''),
    outcome         text check (outcome in ('upheld', 'changed', 'sent_back')),
    body_grounds    text check (body_grounds <> ''),
    primary key (recognition_id, number),
    foreign key (recognition_id, number) references recognition_decision (recognition_id, number),
    check (num_nulls(reconsidered_on, reconsidered_by, reconsidered, reconsideration) in (0, 4)),
    check (forwarded_on is null or reconsidered = 'stands'),
    check (num_nulls(settled_on, body_number, outcome, body_grounds) in (0, 4)),
    check (settled_on is null or forwarded_on is not null)
);
