-- The mailbox of the wire. All times are wall time: leases, waits and alarms go by it, and nothing
-- of the domain does. Rows have ids of their own, which no peer has chosen.

-- What is on its way out, and what became of it. A message stays until it is delivered, answered,
-- refused, or ended by a person: time alone ends nothing.
create table mailbox_sent (
    id uuid primary key,
    message_id uuid not null unique,
    act_id uuid not null references act (id),
    route text not null check (route in ('message', 'question')),
    kind text not null,
    receiver text not null,
    enqueued_at timestamptz not null,
    attempts integer not null default 0 check (attempts >= 0),
    leased_until timestamptz,
    retry_at timestamptz,
    why text,
    outcome text check (outcome in ('delivered', 'answered', 'refused', 'stuck', 'given_up')),
    check (outcome <> 'delivered' or route = 'message'),
    check (outcome <> 'answered' or route = 'question')
);
create index mailbox_sent_waiting on mailbox_sent ((coalesce(retry_at, enqueued_at)), id) where outcome is null;
create index mailbox_sent_stuck on mailbox_sent (enqueued_at) where outcome = 'stuck';
comment on table mailbox_sent is 'technical: enqueued within acts, leased and settled by senders';

-- What has come, known by its sender and its id together.
create table mailbox_received (
    id uuid primary key,
    sender text not null,
    message_id uuid not null,
    route text not null check (route in ('message', 'question')),
    kind text not null,
    digest bytea not null check (octet_length(digest) = 32),
    received_at timestamptz not null,
    act_id uuid references act (id),
    unique (sender, message_id),
    check ((route = 'question') = (act_id is not null))
);
comment on table mailbox_received is 'technical: stored before anybody acts on it; a question within the act that answers it';

-- What both ends have signed. The bytes stand in `mailbox_content`: deleting those of an exchange
-- leaves digests and signatures, which still prove what whoever has the bytes shows.
create table mailbox_evidence (
    id uuid primary key,
    sent_id uuid references mailbox_sent (id),
    received_id uuid references mailbox_received (id),
    attempt integer not null check (attempt > 0),
    target text not null,
    digest bytea not null check (octet_length(digest) = 32),
    signature_input text not null,
    signature text not null,
    status integer not null check (status between 100 and 599),
    response_type text not null,
    response_digest bytea not null check (octet_length(response_digest) = 32),
    response_signature_input text not null,
    response_signature text not null,
    directory_version bigint not null,
    check (num_nonnulls(sent_id, received_id) = 1)
);
create unique index mailbox_evidence_of_sent on mailbox_evidence (sent_id, attempt) where sent_id is not null;
create unique index mailbox_evidence_of_received on mailbox_evidence (received_id) where received_id is not null;
comment on table mailbox_evidence is 'technical: what was signed by both ends';

-- Envelopes, by the row in `mailbox_sent` or `mailbox_received`; bodies of responses, by the row in
-- `mailbox_evidence`.
create table mailbox_content (
    id uuid primary key,
    bytes bytea not null
);
comment on table mailbox_content is 'technical: the bytes of messages, deleted when the domain deletes';

-- What the domain has to act on: a message that has come, or a refusal of or an answer to one of our
-- own. The id is that of the act which does it.
create table mailbox_arrival (
    id uuid primary key,
    received_id uuid unique references mailbox_received (id),
    sent_id uuid unique references mailbox_sent (id),
    arrived_at timestamptz not null,
    attempts integer not null default 0 check (attempts >= 0),
    leased_until timestamptz,
    retry_at timestamptz,
    why text,
    act_id uuid references act (id) check (act_id = id),
    check (num_nonnulls(received_id, sent_id) = 1)
);
create index mailbox_arrival_waiting on mailbox_arrival (arrived_at, id) where act_id is null;
comment on table mailbox_arrival is 'technical: leased by workers, handled within the act of its id';

create trigger only_new_rows before update or delete or truncate on mailbox_evidence
    for each statement execute function refuse_change();
create trigger never_changed before update or truncate on mailbox_content
    for each statement execute function refuse_update();
