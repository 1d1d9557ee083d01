-- What the national board came to is entered by one and counts once another has controlled it: it ends at once
-- what waits for control, and lets an annulled result count again. What was sent back stays as it was entered.
create table misconduct_outcome (
    misconduct_id  uuid not null references misconduct_appeal,
    -- Which entry of the case.
    number         int not null check (number > 0),
    settled_on     date not null,
    case_number    text not null check (case_number <> ''),
    vote           text not null check (vote in ('unanimous', 'two_thirds', 'majority')),
    outcome        text not null check (outcome in ('upheld', 'changed', 'reversed')),
    board_grounds  text not null check (board_grounds <> ''),
    annulled       boolean,
    confiscated    boolean,
    from_on        date,
    to_on          date check (to_on >= from_on),
    entered_by     uuid not null references person,
    entered_at     timestamptz not null,
    returned_by    uuid references person check (returned_by <> entered_by),
    returned_at    timestamptz,
    primary key (misconduct_id, number),
    check ((outcome = 'changed') = (annulled is not null)),
    check ((annulled is null) = (confiscated is null)),
    check (num_nulls(from_on, to_on) in (0, 2)),
    check (from_on is null or outcome = 'changed'),
    check (num_nulls(returned_by, returned_at) in (0, 2))
);
-- One waits at a time.
create unique index misconduct_outcome_waits on misconduct_outcome (misconduct_id) where returned_at is null;

-- False documents that are kept.
alter table misconduct_decision
    add column confiscated boolean not null default false,
    add constraint confiscated_where_found check (found or not confiscated);

-- Who controlled what counts; none of what was settled before two persons were asked for.
alter table misconduct_appeal
    add column confiscated boolean,
    add column controlled_by uuid references person,
    add constraint controlled_by_another check (controlled_by <> settled_by);

-- Whether each of two has her role where the case is from another than the other, today: whoever could make
-- the second person would be both.
create function misconduct_of_two(one uuid, other uuid, of_case uuid, day date) returns boolean
language sql stable as $$
    select one <> other
        and role_from_another(one, array['central_officer'], other, unit_id, day)
        and role_from_another(other, array['central_officer'], one, unit_id, day)
    from misconduct where id = of_case
$$;

create function misconduct_outcome_of_two() returns trigger language plpgsql as $$
declare
    doing act;
    appeal misconduct_appeal;
    concerned misconduct;
    day date;
begin
    if tg_op = 'DELETE' then
        raise exception 'what was entered is kept' using errcode = 'restrict_violation';
    end if;
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    select * into appeal from misconduct_appeal where misconduct_id = new.misconduct_id;
    select * into concerned from misconduct where id = new.misconduct_id;
    day := (doing.at at time zone 'Europe/Oslo')::date;
    if appeal.settled_on is not null then
        raise exception 'an appeal is settled once' using errcode = 'restrict_violation';
    end if;
    if doing.actor_id is null or doing.actor_id = concerned.person_id then
        raise exception 'an outcome is entered by somebody whom it does not concern'
            using errcode = 'restrict_violation';
    end if;
    if tg_op = 'INSERT' then
        if new.entered_by is distinct from doing.actor_id or new.returned_at is not null
            or appeal.forwarded_on is null or new.settled_on < appeal.forwarded_on
            or new.entered_by in (appeal.registered_by, appeal.forwarded_by)
            or not role_from_another(new.entered_by, array['central_officer'], appeal.registered_by,
                concerned.unit_id, day)
            or not role_from_another(new.entered_by, array['central_officer'], appeal.forwarded_by,
                concerned.unit_id, day) then
            raise exception 'an outcome is entered by whoever acts, has not taken part and has her role from another'
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if to_jsonb(new) - '{returned_by,returned_at}'::text[]
            is distinct from to_jsonb(old) - '{returned_by,returned_at}'::text[]
        or old.returned_at is not null or new.returned_by is distinct from doing.actor_id
        or not role_from_another(new.returned_by, array['central_officer'], old.entered_by,
            concerned.unit_id, day) then
        raise exception 'what was entered is sent back once, by another' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger of_two before insert or update or delete on misconduct_outcome
    for each row execute function misconduct_outcome_of_two();

-- What became of an appeal is what one entered and whoever acts has controlled.
create or replace function misconduct_appeal_of_two() returns trigger language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if tg_op = 'INSERT' then
        if num_nonnulls(new.forwarded_on, new.forwarded_by, new.settled_on, new.settled_by,
                new.controlled_by) > 0
            or new.registered_by is distinct from doing.actor_id then
            raise exception 'an appeal is registered by whoever acts, and begins undecided'
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if new.registered_by is distinct from old.registered_by
        or old.forwarded_by is not null and new.forwarded_by is distinct from old.forwarded_by
        or old.forwarded_by is null and new.forwarded_by is not null
            and new.forwarded_by is distinct from doing.actor_id then
        raise exception 'an appeal is forwarded by whoever acts' using errcode = 'restrict_violation';
    end if;
    if num_nonnulls(new.settled_on, new.settled_by, new.controlled_by) not in (0, 3)
        and old.settled_on is null
        or new.settled_on is not null and old.settled_on is null and (
            new.controlled_by is distinct from doing.actor_id
            or new.controlled_by = (select person_id from misconduct where id = new.misconduct_id)
            or not misconduct_of_two(new.settled_by, new.controlled_by, new.misconduct_id,
                (doing.at at time zone 'Europe/Oslo')::date)
            or not exists (
                select from misconduct_outcome entered
                where entered.misconduct_id = new.misconduct_id and entered.returned_at is null
                    and (entered.settled_on, entered.case_number, entered.vote, entered.outcome,
                        entered.board_grounds, entered.entered_by)
                        = (new.settled_on, new.case_number, new.vote, new.outcome, new.board_grounds,
                        new.settled_by)
                    and (entered.annulled, entered.confiscated, entered.from_on, entered.to_on)
                        is not distinct from (new.annulled, new.confiscated, new.from_on, new.to_on))) then
        raise exception 'what became of an appeal is what one has entered and another controls'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
drop trigger settled_by_nobodys_creature on misconduct_appeal;
drop function misconduct_settled_by_nobodys_creature();
