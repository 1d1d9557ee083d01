-- What one person alone could still do to a row that two persons stand for.

-- A change is of the period, and a deletion of the row: neither is a way to another programme, which the
-- decision alone names.
create function exclusion_version_keeps_programme() returns trigger language plpgsql as $$
begin
    if new.action <> 'create' and new.programme is distinct from (
        select programme from exclusion_row_version
        where row_id = new.row_id and controlled_at is not null order by version desc limit 1
    ) then
        raise exception 'an exclusion keeps the programme of its decision';
    end if;
    return new;
end $$;
create trigger exclusion_version_keeps_programme before insert on exclusion_row_version
    for each row execute function exclusion_version_keeps_programme();

-- Whoever ends what waits says why: refused, taken back and overtaken alike.
create function exclusion_version_ends_with_a_reason() returns trigger language plpgsql as $$
begin
    if new.ended is not null and old.ended is null and new.ended_because is null then
        raise exception 'what waits for control is not ended without a reason';
    end if;
    return new;
end $$;
create trigger exclusion_version_ends_with_a_reason before update on exclusion_row_version
    for each row execute function exclusion_version_ends_with_a_reason();

-- A role is held from another in both directions: whoever has given the registrar hers is not the second
-- pair of eyes either. The registrar's is looked up for the day on which she registered.
create function exclusion_role_from_another(
    holder uuid, wanted text, giver uuid, moment timestamptz
) returns boolean language sql stable as $$
    select exists (
        select from role_grant
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role_grant.person_id = holder and role = wanted and granted_by is distinct from giver
            and (moment at time zone 'Europe/Oslo')::date >= valid_from
            and (valid_to is null or (moment at time zone 'Europe/Oslo')::date <= valid_to)
    )
$$;

create or replace function exclusion_version_impartial() returns trigger language plpgsql as $$
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
    if not exclusion_role_from_another(controller, 'RUST_KONTROLLER', new.registered_by, moment) then
        raise exception 'whoever controls has the role from another than the one who registered'
            using errcode = 'insufficient_privilege';
    end if;
    if not exclusion_role_from_another(new.registered_by, 'RUST_SKRIV', controller, new.registered_at) then
        raise exception 'whoever registered has the role from another than the one who controls'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- What ends in silence otherwise: the register has not taken a registration or a deletion, or a version was
-- refused or taken back here.
alter table exclusion_alert drop constraint exclusion_alert_what_check;
alter table exclusion_alert add constraint exclusion_alert_what_check
    check (what in ('new', 'changed', 'deleted', 'expired', 'unfounded', 'unsound', 'halted',
        'not_taken', 'refused', 'withdrawn'));
