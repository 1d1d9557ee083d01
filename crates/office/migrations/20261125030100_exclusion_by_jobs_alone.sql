-- What decides whether somebody is barred is more than rows: the list, her token, what was asked about her. All come
-- by messages and by the calendar, in acts of the office's own; whatever SQL a person's act writes, she makes nobody
-- pass as looked up.
create function exclusion_by_the_register() returns trigger language plpgsql as $$
begin
    if not exists (select from act where actor_kind = 'job'
            and id = nullif(current_setting('kandidat.act_id', true), '')::uuid) then
        raise exception 'no person writes table %: what is known of the register comes by messages', tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;
create trigger by_the_register before insert or update or delete on exclusion_sealed_token
    for each statement execute function exclusion_by_the_register();
create trigger by_the_register before insert or update or delete on exclusion_blinding
    for each statement execute function exclusion_by_the_register();
create trigger by_the_register before insert or update or delete on exclusion_listed
    for each statement execute function exclusion_by_the_register();
create trigger by_the_register before insert or update or delete on exclusion_list_copy
    for each statement execute function exclusion_by_the_register();
create trigger by_the_register before insert or update or delete on exclusion_question
    for each statement execute function exclusion_by_the_register();
create trigger by_the_register before insert or update or delete on exclusion_register_key
    for each statement execute function exclusion_by_the_register();

-- What was refused because of a row is taken up again when the row is gone, and not because a job says so.
create function exclusion_row_stands(of_row uuid) returns boolean language sql stable as $$
    select exists (select from exclusion_told_row where row_id = of_row and removed_at is null)
        or coalesce((
            select action <> 'delete' from exclusion_row_version
            where row_id = of_row and controlled_at is not null order by version desc limit 1), false)
$$;
create function quarantine_taken_back_of_what_is_gone() returns trigger language plpgsql as $$
begin
    if exists (select from quarantine_refusal
            where id = new.refusal_id and row_id is not null and exclusion_row_stands(row_id)) then
        raise exception 'the row of this refusal stands' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger of_what_is_gone before insert on quarantine_taken_back
    for each row execute function quarantine_taken_back_of_what_is_gone();

-- An alert begins unseen, and is seen by nobody whom it is about: not by whoever took the step, nor by those who
-- stand for the version that came to nothing, nor by the person herself.
create function exclusion_alert_begins_unseen() returns trigger language plpgsql as $$
begin
    if num_nonnulls(new.seen_at, new.seen_by) > 0 then
        raise exception 'an alert begins unseen' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger begins_unseen before insert on exclusion_alert
    for each row execute function exclusion_alert_begins_unseen();

create function exclusion_alert_is_own(alert exclusion_alert, person uuid) returns boolean
    language sql stable as $$
    select alert.person_id is not distinct from person
        or exists (select from exclusion_row own
            where own.id = alert.row_id and own.person_id = person)
        or exists (
            select from exclusion_row_version version
            where version.row_id = alert.row_id and version.version = alert.version
                and (
                    alert.what in ('refused', 'withdrawn', 'overtaken') and version.ended_by = person
                    or alert.what in ('refused', 'not_taken', 'not_ours') and version.registered_by = person
                    or alert.what in ('not_taken', 'not_ours') and version.controlled_by = person
                )
        )
$$;
create function exclusion_alert_is_seen_by_another() returns trigger language plpgsql as $$
begin
    if new.seen_by is not null and old.seen_by is null and exclusion_alert_is_own(old, new.seen_by) then
        raise exception 'an alert is seen by another than whom it is about'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger seen_by_another before update on exclusion_alert
    for each row execute function exclusion_alert_is_seen_by_another();
