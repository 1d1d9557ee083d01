-- Every deadline as a date that Rust computed, with the reasons and the rule set
-- it was computed under. A null date: the clock has not started to run out (open).
create table deadline (
    subject_kind   text not null,
    subject_id     uuid not null,
    kind           text not null,
    due_on         date,
    because        jsonb not null,
    rule_set       text not null,
    rule_set_hash  text not null,
    computed_at    timestamptz not null,
    primary key (subject_kind, subject_id, kind)
);
create index deadline_by_date on deadline (kind, due_on);
