-- The days on which a committee was reminded: each once, however often the deadline is counted
-- anew and whoever asks. A reminder day that is passed on to a later hour is still that day.
create table grading_reminder (
    committee_id  uuid not null references committee,
    reminded_on   date not null,
    letters       integer not null check (letters > 0),
    sent_at       timestamptz not null,
    primary key (committee_id, reminded_on)
);
create trigger only_new_rows before update or delete or truncate on grading_reminder
    for each statement execute function refuse_change();
