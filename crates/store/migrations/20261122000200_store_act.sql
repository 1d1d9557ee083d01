-- Every change of domain state is one act with exactly one audit entry.
create table act (
    id uuid primary key,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('person', 'system', 'job')),
    actor_id uuid,
    actor_job text,
    check ((actor_kind = 'job') = (actor_job is not null)),
    check ((actor_kind = 'job') = (actor_id is null))
);
comment on table act is 'technical: the acts themselves';

-- The body is the exact text that the chain hashes. It holds opaque ids, dates, codes and
-- salted commitments, never names, so that erasure stays possible.
create table audit_entry (
    act_id uuid primary key references act (id),
    body text not null,
    action text not null generated always as (body::jsonb ->> 'action') stored,
    subject_kind text not null generated always as (body::jsonb ->> 'subject_kind') stored,
    subject_id uuid not null generated always as ((body::jsonb ->> 'subject_id')::uuid) stored,
    check ((body::jsonb ->> 'act_id')::uuid = act_id)
);
create index audit_entry_of_subject on audit_entry (subject_id);
comment on table audit_entry is 'technical: the record of the acts';

-- No audit entry, no effect: checked when the transaction ends.
alter table act add constraint act_has_entry
    foreign key (id) references audit_entry (act_id) deferrable initially deferred;

-- Entries that the sequencer has not linked yet, with the transaction that wrote them.
create table audit_unlinked (
    act_id uuid primary key references audit_entry (act_id),
    xid xid8 not null default pg_current_xact_id()
);
create index audit_unlinked_in_order on audit_unlinked (xid);
comment on table audit_unlinked is 'technical: queue of the sequencer';

create table audit_link (
    seq bigint primary key check (seq > 0),
    act_id uuid not null unique references audit_entry (act_id),
    hash bytea not null check (octet_length(hash) = 32)
);
comment on table audit_link is 'technical: the chain';

create table audit_salt (
    act_id uuid not null references audit_entry (act_id),
    key text not null,
    salt bytea not null check (octet_length(salt) = 32),
    primary key (act_id, key)
);
comment on table audit_salt is 'technical: deleting a salt erases what the commitment was about';

create trigger only_new_rows before update or delete or truncate on act
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on audit_link
    for each statement execute function refuse_change();
create trigger never_changed before update or truncate on audit_salt
    for each statement execute function refuse_update();
