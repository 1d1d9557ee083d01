-- Who looks through the log of alerts, and within how many days (Q-35).
create table exclusion_responsible (
    only_one     boolean primary key default true check (only_one),
    person_id    uuid not null references person,
    within_days  integer not null check (within_days between 1 and 30),
    set_at       timestamptz not null,
    set_by       uuid not null references person
);

-- Who has taken a decision over from the case officer who registered it: the newest counts. It goes with
-- the decision.
create table exclusion_case_officer (
    decision_id  uuid not null references exclusion_decision,
    since        timestamptz not null,
    person_id    uuid not null references person,
    primary key (decision_id, since)
);
create trigger only_new_rows before update or truncate on exclusion_case_officer
    for each statement execute function refuse_change();
