-- That the row a refusal rests on was taken back before its time, as when whoever decided has upheld the
-- appeal: what was refused is taken up again, without anybody entering it here (Q-45).
create table quarantine_taken_back (
    refusal_id     uuid primary key references quarantine_refusal,
    taken_back_on  date not null
);
create trigger only_new_rows before update or delete or truncate on quarantine_taken_back
    for each statement execute function refuse_change();
-- Then nobody has entered the outcome: it came with the row's deletion.
alter table quarantine_appeal drop constraint quarantine_appeal_check2;
alter table quarantine_appeal add constraint quarantine_appeal_outcome_whole
    check (num_nonnulls(outcome, outcome_on) in (0, 2)
        and (outcome_by is null or outcome is not null) and (outcome_by is not null or outcome is distinct from 'rejected'));
create index quarantine_refusal_by_row on quarantine_refusal (row_id);
