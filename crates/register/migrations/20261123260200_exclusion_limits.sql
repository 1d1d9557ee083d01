-- What keeps one institution from flooding the others and the operators.

-- An alarm that goes on is one alarm with a count, until somebody has looked into it.
alter table exclusion_alarm add column count bigint not null default 1 check (count > 0);
alter table exclusion_alarm drop constraint exclusion_alarm_once_key;
create unique index exclusion_alarm_once on exclusion_alarm (once) where seen_at is null;
create function exclusion_alarm_only_counts() returns trigger language plpgsql as $$
begin
    if new.count < old.count then
        raise exception 'what happened again has happened' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger only_counts before update on exclusion_alarm
    for each row execute function exclusion_alarm_only_counts();

-- A question about somebody of whom the asker knew all already takes nothing of what it may ask.
alter table exclusion_look add column counts boolean not null default true;

-- How many new rows an institution has sent in a day.
create index exclusion_by_day on exclusion (institution, received_at);

-- Until when, in wall time, the announcements made so far are paid for.
alter table exclusion_list add column paid_until timestamptz;
