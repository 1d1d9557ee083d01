-- The applicants of an admission round are asked about: a job takes them a few at a time, so that a round
-- goes on where it was when the office is stopped.
create table exchange_batch (
    id             uuid primary key,
    -- The round: whoever has applied for studies that start on this day, in this way or in any.
    starts_on      date not null,
    via            text check (via in ('local', 'national')),
    basis          text not null check (basis in ('consent', 'statute')),
    case_ref       text not null,
    started_at     timestamptz not null,
    started_by     uuid not null references person,
    cancelled_at   timestamptz check (cancelled_at >= started_at)
);
create index exchange_batch_by_start on exchange_batch (started_at);
create trigger only_ended before update or delete on exchange_batch
    for each row execute function only_ended('cancelled_at');

-- Each of them once: asked about in a case, or left out for a reason that is said.
create table exchange_batch_person (
    batch_id     uuid not null references exchange_batch,
    position     integer not null check (position > 0),
    person_id    uuid not null references person,
    exchange_id  uuid unique references exchange,
    left_out     text check (left_out in ('no-national-id', 'no-consent', 'no-basis')),
    primary key (batch_id, position),
    unique (batch_id, person_id),
    check (num_nonnulls(exchange_id, left_out) <= 1)
);
create index exchange_batch_waiting on exchange_batch_person (batch_id, position)
    where exchange_id is null and left_out is null;
create function exchange_batch_person_once() returns trigger language plpgsql as $$
declare
    outcome text[] := '{exchange_id,left_out}';
begin
    if tg_op = 'DELETE'
        or num_nonnulls(old.exchange_id, old.left_out) > 0
        or to_jsonb(new) - outcome <> to_jsonb(old) - outcome then
        raise exception 'a person of a round is asked about once' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger once before update or delete on exchange_batch_person
    for each row execute function exchange_batch_person_once();
