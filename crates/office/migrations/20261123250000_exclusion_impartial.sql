-- Nobody registers or controls what concerns herself, and nobody controls whose role comes from the one
-- who registered: whoever could make her own controller would be both pairs of eyes.
create function exclusion_version_impartial() returns trigger language plpgsql as $$
declare
    concerned uuid;
    controller uuid;
    moment timestamptz;
begin
    select person_id into concerned from exclusion_row where id = new.row_id;
    if tg_op = 'INSERT' then
        if new.registered_by = concerned then
            raise exception 'nobody registers an exclusion of her own';
        end if;
        return new;
    end if;
    if new.controlled_at is not null and old.controlled_at is null then
        controller := new.controlled_by;
        moment := new.controlled_at;
    elsif new.ended = 'refused' and old.ended is null then
        controller := new.ended_by;
        moment := new.ended_at;
    else
        return new;
    end if;
    if controller = concerned then
        raise exception 'nobody controls an exclusion of her own';
    end if;
    if not exists (
        select from role_grant
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role_grant.person_id = controller and role = 'RUST_KONTROLLER'
            and granted_by is distinct from new.registered_by
            and (moment at time zone 'Europe/Oslo')::date >= valid_from
            and (valid_to is null or (moment at time zone 'Europe/Oslo')::date <= valid_to)
    ) then
        raise exception 'whoever controls has the role from another than the one who registered';
    end if;
    return new;
end $$;
create trigger exclusion_version_impartial before insert or update on exclusion_row_version
    for each row execute function exclusion_version_impartial();

-- What the register has told comes in through a job of the office's alone: no person writes it, changes
-- it or takes it away.
create function exclusion_told_by_the_register() returns trigger language plpgsql as $$
begin
    if not exists (select from act where actor_kind = 'job'
            and id = nullif(current_setting('kandidat.act_id', true), '')::uuid) then
        raise exception 'what the register has told is written by a job alone';
    end if;
    if tg_op = 'UPDATE' and (new.row_id <> old.row_id or new.version < old.version) then
        raise exception 'what the register has told of a row does not go back';
    end if;
    return new;
end $$;
create trigger exclusion_told_by_the_register before insert or update on exclusion_told_row
    for each row execute function exclusion_told_by_the_register();
create trigger exclusion_is_kept before delete on exclusion_told_row
    for each row execute function exclusion_is_kept();
create trigger exclusion_is_not_emptied before truncate on exclusion_told_row
    for each statement execute function exclusion_is_kept();
