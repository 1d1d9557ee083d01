-- Study programmes, when their studies begin, who applies for them, and who has the right to follow them.
create table programme (
    id              uuid primary key,
    code            text not null unique check (code <> ''),
    name_nb         text not null,
    name_nn         text not null,
    name_en         text not null,
    unit_id         uuid not null references unit,
    -- The category of studies it belongs to, where it belongs to one.
    classification  text check (classification in ('HESOS', 'LÆRER')),
    -- How long a study right lasts.
    terms           integer not null check (terms between 1 and 20)
);
create index programme_by_unit on programme (unit_id);

create table study_start (
    id            uuid primary key,
    programme_id  uuid not null references programme,
    starts_on     date not null,
    -- The last day on which one applies.
    apply_by      date not null check (apply_by < starts_on),
    unique (programme_id, starts_on)
);

create table application (
    id                      uuid primary key,
    number                  text not null unique,
    person_id               uuid not null references person,
    via                     text not null check (via in ('local', 'national')),
    -- The number that the national admission gave it.
    reference               text unique,
    received_on             date not null,
    -- Whether results may be fetched from other institutions, and which text was answered, where.
    results_may_be_fetched  boolean not null,
    consent_version         integer not null check (consent_version > 0),
    consent_via             text not null check (consent_via in ('own_page', 'national')),
    check ((via = 'national') = (reference is not null))
);
create index application_by_person on application (person_id);

create table application_choice (
    id              uuid primary key,
    application_id  uuid not null references application,
    study_start_id  uuid not null references study_start,
    priority        integer not null check (priority > 0),
    state           text not null
        check (state in ('waiting', 'offered', 'accepted', 'declined', 'withdrawn', 'dismissed')),
    offered_on      date,
    answer_by       date check (answer_by >= offered_on),
    answered_on     date check (answered_on >= offered_on),
    unique (application_id, study_start_id),
    unique (application_id, priority),
    check (num_nonnulls(offered_on, answer_by) in (0, 2)),
    check (state not in ('offered', 'accepted', 'declined') or offered_on is not null),
    check ((state in ('accepted', 'declined')) = (answered_on is not null))
);
create index application_choice_by_start on application_choice (study_start_id);

create table study_right (
    id            uuid primary key,
    person_id     uuid not null references person,
    programme_id  uuid not null references programme,
    choice_id     uuid not null unique references application_choice,
    from_on       date not null,
    to_on         date not null check (to_on >= from_on),
    -- Lost for good by a row that does not let it revive: the row's id says nobody's name.
    lost_on       date,
    lost_row      uuid,
    check (num_nonnulls(lost_on, lost_row) in (0, 2))
);
create index study_right_by_person on study_right (person_id);

-- The standard message to an applicant of the national admission: sent once for an application and a row.
create table applicant_message (
    application_id  uuid not null references application,
    row_id          uuid not null,
    letter_id       uuid not null references letter,
    sent_on         date not null,
    primary key (application_id, row_id)
);

create sequence application_number;
