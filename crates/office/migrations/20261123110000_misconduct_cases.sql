-- A case of suspected misconduct, from the report on.
create table misconduct (
    id                uuid primary key,
    case_number       text not null unique,
    person_id         uuid not null references person,
    -- The exam that it is about; false documents, disturbances and practice have none.
    registration_id   uuid references exam_registration,
    -- The unit that reports.
    unit_id           uuid not null references unit,
    matter            text not null check (matter in
        ('cheating', 'aiding', 'false_documents', 'disruption', 'gross_misconduct', 'confidentiality')),
    source            text not null check (source in ('invigilation', 'committee', 'other')),
    -- Coursework of the course rather than its exam.
    coursework        boolean not null default false,
    suspected         text check (suspected in
        ('copied_without_source', 'forbidden_aids', 'forbidden_cooperation')),
    reported_on       date not null,
    observed          text not null check (observed <> ''),
    -- At a school exam: the day the student was taken out and told, and the student's own choice.
    told_on           date check (told_on <= reported_on),
    chose             text check (chose in ('to_finish', 'to_stop')),
    -- Practice: where. False documents: what they were used for.
    placement         text not null default '',
    used_for          text check (used_for in ('admission', 'recognition', 'exam')),
    -- Disturbances: the removal, and the written warning of the board after it.
    removed_on        date check (removed_on <= reported_on),
    warned_on         date check (warned_on between removed_on and reported_on),
    registered_at     timestamptz not null,
    registered_by     uuid not null references person,
    -- Signed by the head of the unit, and so sent to the central department.
    sent_at           timestamptz,
    taken_at          timestamptz check (taken_at >= sent_at),
    taken_by          uuid references person,
    -- The unit that handles it.
    handling_unit_id  uuid references unit,
    state             text not null check (state in
        ('reported', 'sent', 'taken', 'noticed', 'decided', 'appealed', 'closed')),
    rule_set          text not null,
    rule_set_hash     text not null,
    check (matter not in ('cheating', 'aiding') or registration_id is not null),
    check ((matter = 'cheating') = (suspected is not null)),
    check ((matter = 'false_documents') = (used_for is not null)),
    check ((matter in ('gross_misconduct', 'confidentiality')) = (placement <> '')),
    check (removed_on is null and warned_on is null or matter = 'disruption'),
    -- Whoever is suspected in the exam room is told there, and chooses.
    check ((source = 'invigilation') = (told_on is not null)),
    check ((told_on is null) = (chose is null)),
    check ((state = 'reported') = (sent_at is null)),
    check ((state in ('reported', 'sent')) = (taken_at is null)),
    check (num_nulls(taken_at, taken_by, handling_unit_id) in (0, 3))
);
-- One case at a time on one answer.
create unique index misconduct_open on misconduct (registration_id, matter) where state <> 'closed';
create index misconduct_by_person on misconduct (person_id);
create index misconduct_by_registration on misconduct (registration_id);

-- Those whose report it is.
create table misconduct_reporter (
    misconduct_id  uuid not null references misconduct,
    position       integer not null check (position between 1 and 9),
    title          text not null check (title <> ''),
    name           text not null check (name <> ''),
    primary key (misconduct_id, position)
);
create trigger only_new_rows before update or delete or truncate on misconduct_reporter
    for each statement execute function refuse_change();

-- What is marked in the answer, and what it is taken from.
create table misconduct_passage (
    id             uuid primary key,
    misconduct_id  uuid not null references misconduct,
    passage        text not null check (passage <> ''),
    taken_from     text not null check (taken_from <> ''),
    -- Where it begins in the answer, in characters, and how long it is; null where it was marked by hand.
    starts_at      integer check (starts_at >= 0),
    length         integer check (length > 0),
    marked_at      timestamptz not null,
    marked_by      uuid not null references person,
    check (num_nulls(starts_at, length) in (0, 2))
);
create index misconduct_passage_by_case on misconduct_passage (misconduct_id);
create trigger only_new_rows before update or delete or truncate on misconduct_passage
    for each statement execute function refuse_change();

-- Who has signed the report, as what, and when.
create table misconduct_signature (
    misconduct_id  uuid not null references misconduct,
    signed_as      text not null check (signed_as in ('head_of_unit', 'case_officer')),
    person_id      uuid not null references person,
    signed_on      date not null,
    primary key (misconduct_id, signed_as)
);
create trigger only_new_rows before update or delete or truncate on misconduct_signature
    for each statement execute function refuse_change();

-- The advance notice: once, and never before the report has come.
create table misconduct_notice (
    misconduct_id  uuid primary key references misconduct,
    -- The paragraph that an exclusion or another measure would rest on; null where annulment alone
    -- is asked for.
    legal_basis    text,
    board          text not null check (board in ('student_affairs_board', 'board_of_appeals')),
    sent_on        date not null,
    comment_by     date not null check (comment_by > sent_on),
    letter_id      uuid not null references letter,
    sent_by        uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on misconduct_notice
    for each statement execute function refuse_change();
create function misconduct_notice_in_order() returns trigger language plpgsql as $$
begin
    if not exists (
        select from misconduct where id = new.misconduct_id and taken_at is not null
    ) then
        raise exception 'no notice without a report that was taken up'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger in_order before insert on misconduct_notice
    for each row execute function misconduct_notice_in_order();

-- What the student says to it.
create table misconduct_comment (
    id             uuid primary key,
    misconduct_id  uuid not null references misconduct,
    received_on    date not null,
    channel        text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    comment        text not null check (comment <> ''),
    registered_at  timestamptz not null,
    registered_by  uuid not null references person
);
create index misconduct_comment_by_case on misconduct_comment (misconduct_id);
create trigger only_new_rows before update or delete or truncate on misconduct_comment
    for each statement execute function refuse_change();

-- Who assists the student; the last one counts.
create table misconduct_representative (
    id             uuid primary key,
    misconduct_id  uuid not null references misconduct,
    kind           text not null check (kind in ('lawyer', 'spokesperson')),
    name           text not null check (name <> ''),
    contact        text not null default '',
    entered_at     timestamptz not null,
    entered_by     uuid not null references person
);
create index misconduct_representative_by_case on misconduct_representative (misconduct_id);
create trigger only_new_rows before update or delete or truncate on misconduct_representative
    for each statement execute function refuse_change();
