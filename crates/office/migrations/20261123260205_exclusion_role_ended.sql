-- A role that ends between the request and its act is no fault of the program: it says by its code what it is,
-- and is answered as a refusal. Otherwise both are as before.
create or replace function exclusion_act_of(person uuid, wanted text, moment timestamptz) returns void
language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if doing.actor_id is distinct from person or person is null or doing.at is distinct from moment then
        raise exception 'an exclusion is registered, controlled and ended by whoever acts, when she acts';
    end if;
    if not exists (
        select from role_grant
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role_grant.person_id = person and role = wanted
            and (moment at time zone 'Europe/Oslo')::date >= valid_from
            and (valid_to is null or (moment at time zone 'Europe/Oslo')::date <= valid_to)
    ) then
        raise exception 'this takes the role %', wanted using errcode = 'insufficient_privilege';
    end if;
end $$;

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
    if not exists (
        select from role_grant
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role_grant.person_id = controller and role = 'RUST_KONTROLLER'
            and granted_by is distinct from new.registered_by
            and (moment at time zone 'Europe/Oslo')::date >= valid_from
            and (valid_to is null or (moment at time zone 'Europe/Oslo')::date <= valid_to)
    ) then
        raise exception 'whoever controls has the role from another than the one who registered'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
