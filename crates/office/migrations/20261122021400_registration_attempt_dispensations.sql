-- A further attempt at a course that the education committee has granted (A-11, G-14).
create table attempt_dispensation (
    id           uuid primary key,
    person_id    uuid not null references person,
    course_code  text not null,
    case_ref     text not null check (case_ref <> ''),
    granted_at   timestamptz not null,
    granted_by   uuid not null references person,
    unique (person_id, course_code, case_ref)
);
