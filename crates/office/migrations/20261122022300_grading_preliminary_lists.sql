-- Grades shown ahead of the protocol, where the rules allow it (M-04). They are no results:
-- no deadline runs from them. A list is withdrawn by the next one, by hand, or by what is
-- announced.
create table preliminary_list (
    id            uuid primary key,
    exam_id       uuid not null references exam,
    published_at  timestamptz not null,
    published_by  uuid not null references person,
    withdrawn_at  timestamptz,
    withdrawn_by  uuid references person,
    check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index preliminary_list_in_force on preliminary_list (exam_id) where withdrawn_at is null;

create table preliminary_grade (
    list_id          uuid not null references preliminary_list,
    registration_id  uuid not null references exam_registration,
    grade            text not null check (grade in ('A', 'B', 'C', 'D', 'E', 'F', 'bestått', 'ikke bestått')),
    primary key (list_id, registration_id)
);
create index preliminary_grade_by_registration on preliminary_grade (registration_id);
create trigger only_new_rows before update or delete or truncate on preliminary_grade
    for each statement execute function refuse_change();
