-- Roles are granted per unit and cover the units below it. A substitute's grant
-- names the person it stands in for and always ends.
create table role_grant (
    id              uuid primary key,
    person_id       uuid not null references person,
    unit_id         uuid not null references unit,
    role            text not null check (role in (
        'exam_officer', 'faculty_officer', 'exam_coordinator', 'central_officer', 'desk_officer',
        'records_officer', 'head_of_office', 'board_secretary', 'course_responsible',
        'access_administrator', 'auditor')),
    valid_from      date not null,
    valid_to        date check (valid_to >= valid_from),
    substitute_for  uuid references person check (substitute_for <> person_id),
    granted_by      uuid references person,
    -- Nobody gives a role to himself.
    check (granted_by is null or granted_by <> person_id),
    check (substitute_for is null or valid_to is not null)
);
create index role_grant_by_person on role_grant (person_id);
