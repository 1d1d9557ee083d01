-- What waits is overtaken by an appeal that has changed or reversed the decision, and by nothing else: not by
-- words, not of a direct decision, and not by the person whom it concerns.
create or replace function exclusion_version_overtaken() returns trigger language plpgsql as $$
begin
    if new.ended = 'overtaken' and old.ended is null then
        perform exclusion_act_of(new.ended_by, 'RUST_SKRIV', new.ended_at);
        if new.ended_by = (select person_id from exclusion_row where id = new.row_id) then
            raise exception 'nobody ends an exclusion of her own';
        end if;
        if not exists (
            select from exclusion_row own
            join exclusion_decision decision on decision.id = own.decision_id
            join misconduct_appeal appeal on appeal.misconduct_id = decision.case_id
            where own.id = new.row_id and appeal.settled_on is not null
                and appeal.outcome in ('changed', 'reversed')
        ) then
            raise exception 'an exclusion is overtaken by an appeal that has changed or reversed its decision';
        end if;
    end if;
    return new;
end $$;

-- The log has that, too. Whatever else it has stays.
do $$
declare
    allowed text;
begin
    select pg_get_constraintdef(oid) into allowed from pg_constraint
        where conname = 'exclusion_alert_what_check' and conrelid = 'exclusion_alert'::regclass;
    alter table exclusion_alert drop constraint exclusion_alert_what_check;
    execute 'alter table exclusion_alert add constraint exclusion_alert_what_check '
        || replace(allowed, '''withdrawn''::text', '''withdrawn''::text, ''overtaken''::text');
end $$;

-- Nothing ends without its entry in the log.
create function exclusion_version_ends_in_the_log() returns trigger language plpgsql as $$
begin
    if not exists (select from exclusion_alert
            where row_id = new.row_id and version = new.version and what = new.ended) then
        raise exception 'what is refused, taken back or overtaken stands in the log of alerts';
    end if;
    return null;
end $$;
create constraint trigger exclusion_version_ends_in_the_log after update on exclusion_row_version
    deferrable initially deferred
    for each row when (new.ended is not null and old.ended is null)
    execute function exclusion_version_ends_in_the_log();

-- The log is kept as it was written. Whoever acts sees an entry, once; of a step that was taken here another
-- than the one who took it, and of a refusal another than the one who registered, too.
create function exclusion_alert_is_kept() returns trigger language plpgsql as $$
declare
    doing act;
begin
    if tg_op <> 'UPDATE'
        or (new.id, new.at, new.row_id, new.version, new.what)
            is distinct from (old.id, old.at, old.row_id, old.version, old.what)
        or new.person_id is distinct from old.person_id and new.person_id is not null then
        raise exception 'the log of alerts is kept' using errcode = 'restrict_violation';
    end if;
    if (new.seen_at, new.seen_by) is not distinct from (old.seen_at, old.seen_by) then
        return new;
    end if;
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if old.seen_at is not null or new.seen_at is null or new.seen_by is null
        or (new.seen_by, new.seen_at) is distinct from (doing.actor_id, doing.at) then
        raise exception 'an alert is seen once, by whoever acts' using errcode = 'restrict_violation';
    end if;
    if exists (
        select from exclusion_row_version version
        where version.row_id = new.row_id and version.version = new.version
            and new.what in ('refused', 'withdrawn', 'overtaken')
            and (version.ended_by = new.seen_by
                or new.what = 'refused' and version.registered_by = new.seen_by)
    ) then
        raise exception 'an alert of a step is seen by another than who took it'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger exclusion_alert_is_kept before update or delete on exclusion_alert
    for each row execute function exclusion_alert_is_kept();
create trigger exclusion_alert_is_not_emptied before truncate on exclusion_alert
    for each statement execute function exclusion_is_kept();
