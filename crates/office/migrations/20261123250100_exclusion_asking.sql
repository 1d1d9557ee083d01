-- A refused question stays open and is asked again on another day; what was answered is counted, so that
-- a token on the list without a row behind it is seen.
alter table exclusion_question
    add column refused_on date,
    add column rows integer check (rows >= 0),
    add constraint exclusion_question_ends_once check (num_nonnulls(answered_at, refused_on) < 2);

-- The list is of use with the secret alone by which its tokens were sealed. Ids are not evaluated any
-- more on a day on which the register has said that it is enough, nor before a moment of wall time.
alter table exclusion_list_copy
    add column sealed_by bytea check (octet_length(sealed_by) = 8),
    add column enough_on date,
    add column not_before timestamptz;
alter table exclusion_listed
    add column sealed_by bytea check (octet_length(sealed_by) = 8);

-- Rows that the register has removed before its answer about them was here. No order is promised, and
-- what comes late brings nothing back.
create table exclusion_told_gone (
    row_id   uuid primary key,
    version  integer not null check (version > 0),
    gone_at  timestamptz not null
);
create trigger exclusion_told_by_the_register before insert or update on exclusion_told_gone
    for each row execute function exclusion_told_by_the_register();
create trigger exclusion_is_kept before delete on exclusion_told_gone
    for each row execute function exclusion_is_kept();

-- What the system owner has to look into: a token on the list behind which the register has nothing, rows
-- that cannot be taken, and so many questions in a day that no more are asked until somebody has looked.
alter table exclusion_alert drop constraint exclusion_alert_what_check;
alter table exclusion_alert add constraint exclusion_alert_what_check
    check (what in ('new', 'changed', 'deleted', 'expired', 'unfounded', 'unsound', 'halted'));
