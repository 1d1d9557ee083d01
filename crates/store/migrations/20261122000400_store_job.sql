-- Work that an act left for later. `run_at` is the domain's time, `leased_until` wall time.
create table job (
    id uuid primary key,
    kind text not null,
    payload jsonb not null,
    run_at timestamptz not null,
    act_id uuid references act (id),
    attempts integer not null default 0 check (attempts >= 0),
    leased_until timestamptz,
    done_at timestamptz,
    dead_at timestamptz,
    last_error text,
    check (done_at is null or dead_at is null)
);
create index job_due on job (run_at, id) where done_at is null and dead_at is null;
comment on table job is 'technical: enqueued within acts, leased and ended by workers';
