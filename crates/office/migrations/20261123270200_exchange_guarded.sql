-- The source protects what it has: how much an institution asks in a day, what its consents are called, and
-- what the person says of them.

-- What tells the consent from every other one of that institution, and its last day.
alter table exchange_answered
    add column consent_ref uuid,
    add column until_on date,
    add check (basis = 'consent' or num_nonnulls(consent_ref, until_on) = 0);
create index exchange_answered_by_consent on exchange_answered (institution, consent_ref)
    where consent_ref is not null;

-- How many questions each institution has put on each day, refused ones too.
create table exchange_asked (
    institution  text not null,
    day          date not null,
    count        integer not null check (count > 0),
    primary key (institution, day)
);

-- How many it may put: the newest row counts, an institution's own before that of all.
create table exchange_quota (
    id           uuid primary key,
    institution  text check (institution ~ '^[0-9]{1,5}$'),
    questions    integer not null check (questions between 0 and 1000000),
    set_at       timestamptz not null,
    set_by       uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on exchange_quota
    for each statement execute function refuse_change();

-- Questions that were refused: what an institution does in the same way on a day is one row.
create table exchange_alarm (
    id           uuid primary key,
    institution  text not null,
    reason       text not null check (reason in ('quota', 'consent-unnamed', 'consent-differs', 'consent-contested')),
    day          date not null,
    count        integer not null check (count > 0),
    raised_at    timestamptz not null,
    seen_at      timestamptz check (seen_at >= raised_at),
    seen_by      uuid references person,
    unique (institution, reason, day),
    check (num_nonnulls(seen_at, seen_by) in (0, 2))
);
create index exchange_alarm_unseen on exchange_alarm (raised_at) where seen_at is null;

-- A person contests a question that was put about her: the consent was not hers, or she objects. Until
-- somebody else has looked into it, and where that finds her right, nothing more is answered on that consent.
create table exchange_contest (
    id            uuid primary key,
    answered_id   uuid not null unique references exchange_answered,
    person_id     uuid not null references person,
    because       text not null check (because <> ''),
    contested_at  timestamptz not null,
    settled_at    timestamptz check (settled_at >= contested_at),
    settled_by    uuid references person check (settled_by <> person_id),
    upheld        boolean,
    finding       text check (finding <> ''),
    check (num_nonnulls(settled_at, settled_by, upheld, finding) in (0, 4))
);
create index exchange_contest_waiting on exchange_contest (contested_at) where settled_at is null;
create index exchange_contest_by_person on exchange_contest (person_id);
create function exchange_contest_settles() returns trigger language plpgsql as $$
declare
    finding text[] := '{settled_at,settled_by,upheld,finding}';
begin
    if tg_op = 'DELETE'
        or old.settled_at is not null
        or to_jsonb(new) - finding <> to_jsonb(old) - finding then
        raise exception 'what is contested is only settled' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger settles before update or delete on exchange_contest
    for each row execute function exchange_contest_settles();
