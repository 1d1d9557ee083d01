-- The second lock behind the use cases of the exclusions: what holds whatever SQL is written in an act.

create function refuse_delete() returns trigger language plpgsql as $$
begin
    raise exception 'rows of table % are never deleted', tg_table_name using errcode = 'restrict_violation';
end
$$;

-- A row keeps its institution, and its version only rises.
create function exclusion_only_rises() returns trigger language plpgsql as $$
begin
    if (new.id, new.institution, new.received_at) is distinct from (old.id, old.institution, old.received_at)
        or new.version < old.version
    then
        raise exception 'a row of the register keeps its institution, and its version only rises'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger only_rises before update on exclusion
    for each row execute function exclusion_only_rises();
create trigger never_deleted before delete or truncate on exclusion
    for each statement execute function refuse_delete();

-- At the end of the act a row's version is the highest that came. While it stands, there are its person
-- and what that version says; when it has ended there is neither, and nobody still waits to be told.
create function exclusion_is_whole() returns trigger language plpgsql as $$
declare
    whose uuid;
    held exclusion;
    has_person boolean;
begin
    if tg_table_name = 'exclusion' then
        whose := new.id;
    elsif tg_op = 'DELETE' then
        whose := old.exclusion_id;
    else
        whose := new.exclusion_id;
    end if;
    select * into held from exclusion where id = whose;
    if held.version is distinct from (select max(version) from exclusion_version where exclusion_id = whose) then
        raise exception 'the version of a row is the highest that came'
            using errcode = 'integrity_constraint_violation';
    end if;
    has_person := exists (select from exclusion_person where exclusion_id = whose);
    if held.ended is null then
        if not has_person or not exists (
            select from exclusion_element where exclusion_id = whose and version = held.version
        ) then
            raise exception 'a row that stands has its person and says something'
                using errcode = 'integrity_constraint_violation';
        end if;
    elsif has_person
        or exists (select from exclusion_element where exclusion_id = whose)
        or exists (select from exclusion_told where exclusion_id = whose and removed_at is null)
    then
        raise exception 'nothing of a row is left when it has ended, and whoever was told is told'
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;
create constraint trigger is_whole after insert or update on exclusion
    deferrable initially deferred for each row execute function exclusion_is_whole();
create constraint trigger is_whole after insert on exclusion_version
    deferrable initially deferred for each row execute function exclusion_is_whole();
create constraint trigger is_whole after insert or delete on exclusion_element
    deferrable initially deferred for each row execute function exclusion_is_whole();
create constraint trigger is_whole after insert or delete on exclusion_person
    deferrable initially deferred for each row execute function exclusion_is_whole();
create constraint trigger is_whole after insert or update on exclusion_told
    deferrable initially deferred for each row execute function exclusion_is_whole();

-- Who was told of a row is whoever asked. That ends once.
alter table exclusion_look add unique (id, institution);
alter table exclusion_told add foreign key (look_id, institution) references exclusion_look (id, institution);
create function exclusion_told_ends_once() returns trigger language plpgsql as $$
begin
    if old.removed_at is not null or new.removed_at is null
        or (new.exclusion_id, new.look_id, new.institution, new.version)
            is distinct from (old.exclusion_id, old.look_id, old.institution, old.version)
    then
        raise exception 'who was told of a row stays written down, and is told no more from one moment on'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger ends_once before update on exclusion_told
    for each row execute function exclusion_told_ends_once();
create trigger never_deleted before delete or truncate on exclusion_told
    for each statement execute function refuse_delete();

-- The list of tokens goes forward.
create function exclusion_list_only_rises() returns trigger language plpgsql as $$
begin
    if new.version < old.version or new.announced < old.announced then
        raise exception 'the list of tokens goes forward'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger only_rises before update on exclusion_list
    for each row execute function exclusion_list_only_rises();
create trigger never_deleted before delete or truncate on exclusion_list
    for each statement execute function refuse_delete();

-- What an institution has had evaluated only grows: it is what keeps anybody from fishing.
create function exclusion_evaluated_only_grows() returns trigger language plpgsql as $$
begin
    if new.count < old.count
        or (new.institution, new.day, new.epoch) is distinct from (old.institution, old.day, old.epoch)
    then
        raise exception 'what was evaluated only grows'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger only_grows before update on exclusion_evaluated
    for each row execute function exclusion_evaluated_only_grows();
create trigger never_deleted before delete or truncate on exclusion_evaluated
    for each statement execute function refuse_delete();

-- A key of tokens stays what it was, and closes once.
create function exclusion_epoch_closes_once() returns trigger language plpgsql as $$
begin
    if old.closed_at is not null
        or (new.epoch, new.public_key, new.opened_at, new.opened_by)
            is distinct from (old.epoch, old.public_key, old.opened_at, old.opened_by)
    then
        raise exception 'a key of tokens stays what it was, and closes once'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger closes_once before update on exclusion_epoch
    for each row execute function exclusion_epoch_closes_once();
create trigger never_deleted before delete or truncate on exclusion_epoch
    for each statement execute function refuse_delete();

-- An alarm stays what it was, and is looked into once.
create function exclusion_alarm_is_seen_once() returns trigger language plpgsql as $$
begin
    if old.seen_at is not null
        or (new.id, new.at, new.reason, new.institution, new.message_id, new.row_id, new.version, new.once)
            is distinct from
            (old.id, old.at, old.reason, old.institution, old.message_id, old.row_id, old.version, old.once)
    then
        raise exception 'an alarm stays what it was, and is looked into once'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger is_seen_once before update on exclusion_alarm
    for each row execute function exclusion_alarm_is_seen_once();
create trigger never_deleted before delete or truncate on exclusion_alarm
    for each statement execute function refuse_delete();
