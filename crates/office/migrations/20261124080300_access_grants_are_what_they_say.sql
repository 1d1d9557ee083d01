-- Where two persons are asked for, neither may have made the other: that is read from who gave a role, and so
-- nobody writes somebody else's name there, leaves it empty, or changes it afterwards. A grant is made by whoever
-- acts and may give roles, and only its end changes. Jobs and the system begin a node.
create function role_grant_is_what_it_says() returns trigger language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if doing.actor_kind is distinct from 'person' then
        return new;
    end if;
    if tg_op = 'UPDATE' then
        if (new.id, new.person_id, new.unit_id, new.role, new.valid_from, new.substitute_for, new.granted_by)
            is distinct from (old.id, old.person_id, old.unit_id, old.role, old.valid_from,
                old.substitute_for, old.granted_by) then
            raise exception 'of a role that was given only the end changes'
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if new.granted_by is distinct from doing.actor_id or not exists (
        select from role_grant held
        join unit at on at.id = held.unit_id
        join unit given on given.id = new.unit_id
        where held.person_id = doing.actor_id and held.role = 'access_administrator'
            and in_scope(given.place_code, array[at.place_code])
            and (doing.at at time zone 'Europe/Oslo')::date >= held.valid_from
            and (held.valid_to is null or (doing.at at time zone 'Europe/Oslo')::date <= held.valid_to)
    ) then
        raise exception 'a role is given by whoever acts and may give it'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger is_what_it_says before insert or update on role_grant
    for each row execute function role_grant_is_what_it_says();

-- Whether somebody holds one of these roles where a unit lies from another than the giver.
create function role_from_another(holder uuid, wanted text[], giver uuid, of_unit uuid, on_day date)
returns boolean language sql stable as $$
    select exists (
        select from role_grant
        join unit at on at.id = role_grant.unit_id
        join unit place on place.id = of_unit
        where role_grant.person_id = holder and role_grant.role = any(wanted)
            and role_grant.granted_by is distinct from giver
            and in_scope(place.place_code, array[at.place_code])
            and on_day >= role_grant.valid_from
            and (role_grant.valid_to is null or on_day <= role_grant.valid_to)
    )
$$;
