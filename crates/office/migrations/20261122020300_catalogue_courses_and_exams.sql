create table course (
    id           uuid primary key,
    code         text not null,
    version      text not null default '1',
    name_nb      text not null,
    name_nn      text not null,
    name_en      text not null,
    credits      numeric(5, 2) not null check (credits > 0),
    unit_id      uuid not null references unit,
    level        text not null check (level in ('bachelor', 'master')),
    form         text not null check (form in ('written_school', 'home', 'term_paper', 'portfolio',
                     'project', 'oral', 'practical', 'performing', 'thesis')),
    grade_scale  text not null default 'letter' check (grade_scale in ('letter', 'pass_fail')),
    -- Whether the assessment can be tried again from what was handed in.
    verifiable   boolean not null default true,
    -- The exception from blind grading that a course may have (ex.phil.).
    names_shown  boolean not null default false,
    unique (code, version)
);

create table room (
    id        uuid primary key,
    code      text not null unique,
    name      text not null,
    capacity  integer not null check (capacity > 0)
);

-- One assessment sitting of a course in a term.
create table exam (
    id                uuid primary key,
    course_id         uuid not null references course,
    term              text not null check (term ~ '^[0-9]{4}-[VH]$'),
    kind              text not null check (kind in ('ordinary', 'deferred', 'resit', 'early')),
    -- The day it is held; for hand-in forms the day of hand-in. Null: not yet planned.
    exam_date         date,
    starts_at         time,
    duration_minutes  integer check (duration_minutes > 0),
    -- How many copies the desk asks for when an answer comes on paper.
    copies            integer not null default 1 check (copies between 1 and 9),
    numbered_at       timestamptz,
    unique (course_id, term, kind)
);
create index exam_by_term on exam (term, exam_date);

create table exam_room (
    exam_id  uuid not null references exam,
    room_id  uuid not null references room,
    primary key (exam_id, room_id)
);

-- The paper and the grading guide, in the language forms that exist.
create table exam_document (
    id        uuid primary key,
    exam_id   uuid not null references exam,
    kind      text not null check (kind in ('paper', 'guide')),
    language  text not null check (language in ('nb', 'nn', 'en')),
    file_id   uuid not null,
    added_at  timestamptz not null,
    added_by  uuid not null references person,
    -- The one in force; an earlier version is kept.
    replaced_by uuid references exam_document
);
create unique index exam_document_in_force on exam_document (exam_id, kind, language)
    where replaced_by is null;
