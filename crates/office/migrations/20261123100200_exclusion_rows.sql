-- What this institution has decided: one decision, one or more rows, each in versions that never
-- change. A version has effect once another person than the one who registered it has controlled
-- it; until then the controlled one before it stays in force.
create table exclusion_decision (
    id             uuid primary key,
    -- Whose; nobody's any more once all its rows are gone.
    person_id      uuid references person,
    legal_basis    text not null,
    rule_set       text not null,
    rule_set_hash  text not null,
    decided_on     date not null,
    aggravated     boolean not null,
    programmes     text[] not null,
    classifications text[] not null,
    -- Stays here: it is no element of what is transferred.
    under_appeal   boolean not null,
    journal_number text check (journal_number <> ''),
    -- The case that was prepared here, if it was.
    case_id        uuid,
    registered_at  timestamptz not null,
    check (person_id is not null or num_nonnulls(journal_number, case_id) = 0 and programmes = '{}')
);
create index exclusion_decision_by_person on exclusion_decision (person_id);
create index exclusion_decision_by_case on exclusion_decision (case_id);

create table exclusion_row (
    -- Leaves the office with what is transferred, so it tells neither time nor order.
    id              uuid primary key,
    decision_id     uuid references exclusion_decision,
    person_id       uuid references person,
    kind            text not null check (kind in ('EKSAMENL', 'EKSAMENN', 'KARANTENEL', 'KARANTENEN')),
    classification  text not null check (classification in ('ALLE', 'HESOS', 'LÆRER')),
    -- Its period is over, and what was personal is erased.
    gone_at         timestamptz,
    check ((gone_at is null) = (person_id is not null)),
    check ((gone_at is null) = (decision_id is not null))
);
create index exclusion_row_by_person on exclusion_row (person_id);
create index exclusion_row_by_decision on exclusion_row (decision_id);

create table exclusion_row_version (
    row_id          uuid not null references exclusion_row,
    version         integer not null check (version > 0),
    action          text not null check (action in ('create', 'change', 'delete')),
    from_on         date not null,
    to_on           date not null,
    programme       text check (programme <> ''),
    justification   text check (justification <> ''),
    registered_by   uuid references person,
    registered_at   timestamptz not null,
    controlled_by   uuid references person,
    controlled_at   timestamptz,
    -- Without effect: refused by another, or taken back by the one who registered it.
    ended           text check (ended in ('refused', 'withdrawn')),
    ended_by        uuid references person,
    ended_at        timestamptz,
    ended_because   text check (ended_because <> ''),
    primary key (row_id, version),
    check (to_on >= from_on),
    check ((action = 'create') = (version = 1)),
    check (num_nonnulls(controlled_at, ended_at) < 2),
    check (num_nonnulls(ended, ended_at) in (0, 2)),
    constraint controlled_by_another check (controlled_by <> registered_by),
    constraint refused_by_another check (ended is distinct from 'refused' or ended_by <> registered_by),
    constraint withdrawn_by_its_own check (ended is distinct from 'withdrawn' or ended_by = registered_by)
);
create unique index exclusion_version_waiting on exclusion_row_version (row_id)
    where controlled_at is null and ended_at is null;
create index exclusion_version_waiting_all on exclusion_row_version (registered_at)
    where controlled_at is null and ended_at is null;

-- The open act is that of this person, who on its day holds the role at the institution as a whole.
create function exclusion_act_of(person uuid, wanted text, moment timestamptz) returns void
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
        raise exception 'this takes the role %', wanted;
    end if;
end $$;

create function exclusion_version_begins() returns trigger language plpgsql as $$
declare
    last_version integer;
    in_force text;
begin
    if num_nonnulls(new.controlled_by, new.controlled_at, new.ended, new.ended_by, new.ended_at,
            new.ended_because) > 0 then
        raise exception 'a version of an exclusion begins uncontrolled';
    end if;
    perform exclusion_act_of(new.registered_by, 'RUST_SKRIV', new.registered_at);
    perform from exclusion_row where id = new.row_id and gone_at is null for update;
    if not found then
        raise exception 'an exclusion that is gone has no new version';
    end if;
    select max(version) into last_version from exclusion_row_version where row_id = new.row_id;
    if new.version <> coalesce(last_version, 0) + 1 then
        raise exception 'the versions of an exclusion are counted one by one';
    end if;
    select action into in_force from exclusion_row_version
        where row_id = new.row_id and controlled_at is not null order by version desc limit 1;
    if new.action <> 'create' and coalesce(in_force, 'delete') = 'delete' then
        raise exception 'only an exclusion in force is changed or deleted';
    end if;
    return new;
end $$;
create trigger exclusion_version_begins before insert on exclusion_row_version
    for each row execute function exclusion_version_begins();

create function exclusion_version_changes() returns trigger language plpgsql as $$
begin
    if (new.row_id, new.version, new.action, new.from_on, new.to_on, new.registered_at)
        is distinct from (old.row_id, old.version, old.action, old.from_on, old.to_on, old.registered_at)
    then
        raise exception 'a version of an exclusion does not change';
    end if;
    if exists (select from exclusion_row where id = old.row_id and gone_at is not null) then
        -- What is personal is erased, and nothing else is done.
        if num_nonnulls(new.programme, new.justification, new.registered_by, new.controlled_by,
                new.ended_by, new.ended_because) > 0
            or (new.controlled_at, new.ended, new.ended_at)
                is distinct from (old.controlled_at, old.ended, old.ended_at) then
            raise exception 'an exclusion that is gone is erased';
        end if;
        return new;
    end if;
    if old.controlled_at is not null or old.ended_at is not null
        or (new.programme, new.justification, new.registered_by)
            is distinct from (old.programme, old.justification, old.registered_by) then
        raise exception 'a version of an exclusion does not change';
    end if;
    if new.controlled_at is not null then
        if new.controlled_by = new.registered_by then
            raise exception 'an exclusion is controlled by another person';
        end if;
        perform exclusion_act_of(new.controlled_by, 'RUST_KONTROLLER', new.controlled_at);
    elsif new.controlled_by is not null then
        raise exception 'a control has its moment';
    elsif new.ended = 'refused' then
        perform exclusion_act_of(new.ended_by, 'RUST_KONTROLLER', new.ended_at);
    elsif new.ended = 'withdrawn' then
        perform exclusion_act_of(new.ended_by, 'RUST_SKRIV', new.ended_at);
    end if;
    return new;
end $$;
create trigger exclusion_version_changes before update on exclusion_row_version
    for each row execute function exclusion_version_changes();

create function exclusion_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'what was registered of an exclusion is kept';
end $$;
create trigger exclusion_is_kept before delete on exclusion_row_version
    for each row execute function exclusion_is_kept();
create trigger exclusion_is_not_emptied before truncate on exclusion_row_version
    for each statement execute function exclusion_is_kept();
create trigger exclusion_is_kept before delete on exclusion_row
    for each row execute function exclusion_is_kept();
create trigger exclusion_is_kept before delete on exclusion_decision
    for each row execute function exclusion_is_kept();

-- A row goes when its period is over, and not before: else it is deleted, which takes two.
create function exclusion_row_goes() returns trigger language plpgsql as $$
declare
    last_day date;
begin
    if old.gone_at is not null or new.gone_at is null
        or (new.id, new.kind, new.classification) is distinct from (old.id, old.kind, old.classification)
    then
        raise exception 'a row of an exclusion does not change';
    end if;
    select to_on into last_day from exclusion_row_version where row_id = old.id
        order by (controlled_at is not null) desc, version desc limit 1;
    if (new.gone_at at time zone 'Europe/Oslo')::date <= last_day
        or not exists (select from act where at = new.gone_at
            and id = nullif(current_setting('kandidat.act_id', true), '')::uuid) then
        raise exception 'a row of an exclusion goes when its period is over';
    end if;
    return new;
end $$;
create trigger exclusion_row_goes before update on exclusion_row
    for each row execute function exclusion_row_goes();

create function exclusion_decision_changes() returns trigger language plpgsql as $$
begin
    if (new.id, new.legal_basis, new.rule_set, new.rule_set_hash, new.decided_on, new.aggravated,
            new.registered_at)
        is distinct from (old.id, old.legal_basis, old.rule_set, old.rule_set_hash, old.decided_on,
            old.aggravated, old.registered_at)
    then
        raise exception 'a decision on exclusion does not change';
    end if;
    if new.person_id is null then
        if exists (select from exclusion_row where decision_id = old.id) then
            raise exception 'a decision on exclusion is erased with its last row';
        end if;
    elsif (new.person_id, new.journal_number, new.case_id, new.programmes, new.classifications)
        is distinct from
            (old.person_id, old.journal_number, old.case_id, old.programmes, old.classifications) then
        raise exception 'a decision on exclusion does not change';
    end if;
    return new;
end $$;
create trigger exclusion_decision_changes before update on exclusion_decision
    for each row execute function exclusion_decision_changes();
