-- That the Directorate of Health has been told of a decision that was registered directly, as the Act asks: the
-- letter is written beside, and its number in the archive is entered here.
create table exclusion_directorate_told (
    decision_id     uuid primary key references exclusion_decision,
    archive_number  text not null check (archive_number <> ''),
    told_on         date not null,
    entered_by      uuid not null references person,
    entered_at      timestamptz not null
);
create trigger only_new_rows before update or delete or truncate on exclusion_directorate_told
    for each statement execute function refuse_change();
