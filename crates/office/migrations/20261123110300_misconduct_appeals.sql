-- An appeal against a decision, forwarded by the institution, and what became of it.
create table misconduct_appeal (
    misconduct_id  uuid primary key references misconduct_decision,
    received_on    date not null,
    channel        text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    grounds        text not null default '',
    -- Late: why it is taken up all the same.
    excuse         text check (excuse <> ''),
    registered_at  timestamptz not null,
    registered_by  uuid not null references person,
    forwarded_on   date check (forwarded_on >= received_on),
    forwarded_by   uuid references person,
    -- The decision of the national board.
    settled_on     date check (settled_on >= forwarded_on),
    case_number    text check (case_number <> ''),
    vote           text check (vote in ('unanimous', 'two_thirds', 'majority')),
    outcome        text check (outcome in ('upheld', 'changed', 'reversed')),
    board_grounds  text check (board_grounds <> ''),
    -- What holds from now on, where it was changed.
    annulled       boolean,
    from_on        date,
    to_on          date check (to_on >= from_on),
    letter_id      uuid references letter,
    check (num_nulls(forwarded_on, forwarded_by) in (0, 2)),
    check (num_nulls(settled_on, case_number, vote, outcome, board_grounds, letter_id) in (0, 6)),
    check (settled_on is null or forwarded_on is not null),
    check ((outcome is not distinct from 'changed') = (annulled is not null)),
    check (num_nulls(from_on, to_on) in (0, 2)),
    check (from_on is null or outcome = 'changed')
);

-- Each step is taken once.
create function misconduct_appeal_forward() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or old.settled_on is not null
        or old.forwarded_on is not null and new.forwarded_on is distinct from old.forwarded_on
        or (new.received_on, new.channel, new.grounds, new.excuse)
            is distinct from (old.received_on, old.channel, old.grounds, old.excuse) then
        raise exception 'an appeal only goes forward' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_forward before update or delete on misconduct_appeal
    for each row execute function misconduct_appeal_forward();
