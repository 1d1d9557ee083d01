-- Those who work with exclusions, by the codes of the routine for the register.
alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check check (role in (
    'exam_officer', 'faculty_officer', 'exam_coordinator', 'central_officer', 'desk_officer',
    'records_officer', 'head_of_office', 'board_secretary', 'course_responsible',
    'access_administrator', 'auditor', 'RUST_LES', 'RUST_SKRIV', 'RUST_KONTROLLER', 'SYSEIER'));
