-- Who fails waits behind those that have not been tried: one sender's messages that cannot be
-- handled, or one receiver who never answers, hold nobody else up.
drop index mailbox_arrival_waiting;
create index mailbox_arrival_waiting on mailbox_arrival ((coalesce(retry_at, arrived_at)), id) where act_id is null;
create index mailbox_sent_leased on mailbox_sent (leased_until) where outcome is null and leased_until is not null;
