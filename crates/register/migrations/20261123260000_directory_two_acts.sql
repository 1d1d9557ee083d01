-- Two persons are two acts. Whoever a row names as having proposed or controlled is whoever acts, when
-- she acts, with a role of that day; what comes into force does so in the act of its approval.
create function operator_act_of(person uuid, moment timestamptz, wanted text[]) returns void
language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if person is null or doing.actor_kind is distinct from 'person'
        or doing.actor_id is distinct from person or doing.at is distinct from moment then
        raise exception 'whoever proposes or controls does so in an act of her own'
            using errcode = 'restrict_violation';
    end if;
    if not exists (
        select from operator_role
        where operator_id = person and role = any (wanted)
            and (moment at time zone 'Europe/Oslo')::date >= valid_from
            and (valid_to is null or (moment at time zone 'Europe/Oslo')::date <= valid_to)
    ) then
        raise exception 'this takes one of the roles %', wanted using errcode = 'restrict_violation';
    end if;
end
$$;

-- With the roles that propose; whoever takes a proposal back has one of them too.
create function proposal_in_own_act() returns trigger language plpgsql as $$
begin
    perform operator_act_of(new.proposed_by, new.proposed_at, tg_argv);
    return new;
end
$$;
create function control_in_own_act() returns trigger language plpgsql as $$
begin
    perform operator_act_of(new.controlled_by, new.controlled_at, case new.outcome
        when 'withdrawn' then tg_argv
        else array['RUST_KONTROLLER', 'SYSEIER'] end);
    return new;
end
$$;
create trigger in_own_act before insert on directory_change
    for each row execute function proposal_in_own_act('RUST_SKRIV', 'SYSEIER');
create trigger in_own_act before insert on directory_control
    for each row execute function control_in_own_act('RUST_SKRIV', 'SYSEIER');

-- When it was held against what was in force, in wall time, and in which order: the register holds it
-- against the same again before it signs. What stood before is taken at its newest key.
alter table directory_entry add column position bigint generated always as identity;
alter table directory_entry add column weighed_at timestamptz;
alter table directory_entry disable trigger only_new_rows;
update directory_entry entry set weighed_at = coalesce(
    (select max((listed.one ->> 'listed_at')::timestamptz)
        from jsonb_array_elements(
            coalesce(entry.content -> 'keys', '[]') || coalesce(entry.content -> 'signing_keys', '[]')
        ) as listed (one)),
    control.controlled_at)
from directory_control control where control.change_id = entry.change_id;
alter table directory_entry enable trigger only_new_rows;
alter table directory_entry alter column weighed_at set not null;

-- The act of each control; none of those before it was kept.
alter table directory_control add column act_id uuid references act (id);
create function directory_control_of_act() returns trigger language plpgsql as $$
begin
    new.act_id := nullif(current_setting('kandidat.act_id', true), '')::uuid;
    return new;
end
$$;
create trigger of_act before insert on directory_control
    for each row execute function directory_control_of_act();

create function directory_in_act_of_approval() returns trigger language plpgsql as $$
begin
    if not exists (
        select from directory_control
        where change_id = new.change_id and outcome = 'approved'
            and act_id = nullif(current_setting('kandidat.act_id', true), '')::uuid
    ) then
        raise exception 'a change comes into force in the act that approves it'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger in_act_of_approval before insert on directory_entry
    for each row execute function directory_in_act_of_approval();
create trigger in_act_of_approval before insert on directory_key
    for each row execute function directory_in_act_of_approval();
