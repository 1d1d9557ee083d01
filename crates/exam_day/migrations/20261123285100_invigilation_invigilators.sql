-- Invigilators: who they are, when they can, their turns and the hours they are paid for.

create table invigilator (
    id          uuid primary key,
    person_id   uuid not null unique references person,
    -- Whether she may have charge of a room.
    head        boolean not null,
    entered_at  timestamptz not null,
    entered_by  uuid not null references person
);

create table invigilator_engagement (
    id              uuid primary key,
    invigilator_id  uuid not null references invigilator,
    term            text not null check (term ~ '^[0-9]{4}-[VH]$'),
    -- Whole kroner an hour.
    hourly_pay      integer not null check (hourly_pay between 1 and 9999),
    -- The most hours of the term, where it is agreed.
    hours_most      integer check (hours_most between 1 and 2000),
    engaged_at      timestamptz not null,
    engaged_by      uuid not null references person,
    unique (invigilator_id, term)
);

-- When somebody has said that she can.
create table invigilator_availability (
    id              uuid primary key,
    invigilator_id  uuid not null references invigilator,
    from_at         timestamptz not null,
    until_at        timestamptz not null,
    stated_at       timestamptz not null,
    stated_by       uuid not null references person,
    check (from_at < until_at),
    constraint invigilator_availability_once exclude using gist
        (uuid_range(invigilator_id, invigilator_id, '[]') with &&,
         tstzrange(from_at, until_at) with &&)
);

-- A turn in a room. It is never moved: another time is another turn.
create table invigilator_turn (
    id              uuid primary key,
    booking_id      uuid not null references room_booking,
    invigilator_id  uuid not null references invigilator,
    head            boolean not null,
    from_at         timestamptz not null,
    until_at        timestamptz not null,
    given_at        timestamptz not null,
    given_by        uuid not null references person,
    told_at         timestamptz,
    ended_at        timestamptz,
    ended_by        uuid references person,
    end_told_at     timestamptz,
    check (from_at < until_at),
    check (num_nulls(ended_at, ended_by) in (0, 2)),
    constraint invigilator_turn_no_double exclude using gist
        (uuid_range(invigilator_id, invigilator_id, '[]') with &&,
         tstzrange(from_at, until_at) with &&)
        where (ended_at is null)
);
create unique index invigilator_turn_one_head on invigilator_turn (booking_id)
    where head and ended_at is null;
create index invigilator_turn_by_booking on invigilator_turn (booking_id);
create index invigilator_turn_by_invigilator on invigilator_turn (invigilator_id, from_at);

-- The hours worked in a turn, as they were reported, and who has certified them.
create table invigilator_hours (
    turn_id      uuid primary key references invigilator_turn,
    from_at      timestamptz not null,
    until_at     timestamptz not null,
    reported_at  timestamptz not null,
    reported_by  uuid not null references person,
    attested_at  timestamptz,
    attested_by  uuid references person,
    check (from_at < until_at),
    check (num_nulls(attested_at, attested_by) in (0, 2)),
    constraint invigilator_hours_by_another check (attested_by <> reported_by)
);

-- Nobody certifies her own hours, and what is certified stays.
create function invigilator_hours_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.attested_at is not null then
        raise exception 'certified hours stay' using constraint = 'invigilator_hours_stay', errcode = '23514';
    end if;
    if exists (select from invigilator_turn as turn
        join invigilator on invigilator.id = turn.invigilator_id
        where turn.id = new.turn_id and invigilator.person_id = new.attested_by) then
        raise exception 'nobody certifies her own hours' using constraint = 'invigilator_hours_own', errcode = '23514';
    end if;
    return new;
end
$$;
create trigger invigilator_hours_guard before insert or update on invigilator_hours
    for each row execute function invigilator_hours_guard();
