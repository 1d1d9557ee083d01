-- What stands under an id bars whoever it is said to be of: that an id was somebody's is found by one officer and
-- controlled by another, who has it from the same document. Until then nobody is matched or asked about by it.
alter table person_earlier_id
    -- What showed it.
    add column document_id uuid;
create index person_earlier_id_by_document on person_earlier_id (document_id);

create table person_earlier_id_control (
    earlier_id     uuid primary key references person_earlier_id (id),
    -- Whether it was found to be hers.
    hers           boolean not null,
    controlled_at  timestamptz not null,
    controlled_by  uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on person_earlier_id_control
    for each statement execute function refuse_change();

-- Whether one who found an id and another who controls it are two: neither has her role from the other alone.
create function earlier_id_of_two(found_by uuid, found_on date, controller uuid, on_day date) returns boolean
language sql stable as $$
    select found_by <> controller
        and exists (
            select from role_grant
            join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
            where person_id = controller and role = 'central_officer' and granted_by is distinct from found_by
                and on_day between valid_from and coalesce(valid_to, 'infinity')
        )
        and exists (
            select from role_grant
            where person_id = found_by and role in ('central_officer', 'faculty_officer', 'exam_officer')
                and granted_by is distinct from controller
                and found_on between valid_from and coalesce(valid_to, 'infinity')
        )
$$;

create function person_earlier_id_found() returns trigger language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if doing.actor_kind = 'person'
        and (new.noted_by is distinct from doing.actor_id or new.noted_by = new.person_id) then
        raise exception 'an id is found to be somebody else''s by whoever acts'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger found before insert on person_earlier_id
    for each row execute function person_earlier_id_found();

create function person_earlier_id_controlled() returns trigger language plpgsql as $$
declare
    doing act;
    found person_earlier_id;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    select * into found from person_earlier_id where id = new.earlier_id;
    if new.controlled_by is distinct from doing.actor_id or new.controlled_by = found.person_id
        or found.noted_by is null
        or not earlier_id_of_two(found.noted_by, (found.noted_at at time zone 'Europe/Oslo')::date,
            new.controlled_by, (doing.at at time zone 'Europe/Oslo')::date) then
        raise exception 'an id that one has found is controlled by another' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger controlled before insert on person_earlier_id_control
    for each row execute function person_earlier_id_controlled();

-- All ids by which somebody is known. What is another's id today is nobody's earlier one, and what one officer
-- alone has found is none yet.
create or replace view person_known_id (person_id, known_id, national_id) as
    select id, known_id, national_id from person where national_id is not null
union all
    select person_id, earlier.id, earlier.national_id
    from person_earlier_id earlier
    where not exists (select from person where person.national_id = earlier.national_id)
        and (earlier.noted_by is null or exists (
            select from person_earlier_id_control control
            where control.earlier_id = earlier.id and control.hers));

-- Of a role that was given only the end changes, and it is never put off: whoever has lost hers could give it back
-- to herself, without anybody who may give roles.
create function role_grant_ends() returns trigger language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if doing.actor_kind is distinct from 'person' or new.valid_to is not distinct from old.valid_to then
        return new;
    end if;
    if new.valid_to is null or new.valid_to > coalesce(old.valid_to, 'infinity') then
        raise exception 'a role that has an end is given anew, not prolonged' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger ends before update on role_grant for each row execute function role_grant_ends();

-- That the register was never told of a row is noted when a row without an id is controlled, by its own act; of a
-- row that was sent nobody can note it, or its deletion would reach no one.
create function exclusion_untold_was_never_sent() returns trigger language plpgsql as $$
begin
    if not exists (select from exclusion_row own join person on person.id = own.person_id
            where own.id = new.row_id and person.national_id is null) then
        raise exception 'a row of somebody with an id is told' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger was_never_sent before insert on exclusion_untold
    for each row execute function exclusion_untold_was_never_sent();
