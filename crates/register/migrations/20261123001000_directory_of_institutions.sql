-- The directory of institutions: what is proposed, how another person controlled it, and what is in
-- force since. All three take new rows only. The versions that are issued of it, signed, are kept by
-- the store (`directory_copy`).
create table directory_change (
    id           uuid primary key,
    -- Whose entry it changes: an institution's number, or the register itself.
    party        text not null check (party = 'register' or party ~ '^[1-9][0-9]{2,3}$'),
    kind         text not null,
    -- What exactly: the same as the API takes.
    content      jsonb not null check (content ->> 'kind' = kind),
    proposed_at  timestamptz not null,
    proposed_by  uuid not null references operator,
    unique (id, proposed_by)
);

-- One control for each proposal, by somebody else; the proposer alone takes it back.
create table directory_control (
    change_id      uuid primary key,
    proposed_by    uuid not null,
    outcome        text not null check (outcome in ('approved', 'refused', 'withdrawn')),
    reason         text,
    controlled_at  timestamptz not null,
    controlled_by  uuid not null references operator,
    -- The version issued last: an approval is in the next one. 0 before the first.
    after_version  bigint not null check (after_version >= 0),
    unique (change_id, outcome),
    foreign key (change_id, proposed_by) references directory_change (id, proposed_by),
    constraint controlled_by_another check ((outcome = 'withdrawn') = (controlled_by = proposed_by)),
    constraint refused_with_reason check ((outcome = 'approved') = (reason is null))
);

-- What the directory says of a party since a change was approved, whole; the highest version counts.
-- Without content the party was taken out.
create table directory_entry (
    party      text not null check (party = 'register' or party ~ '^[1-9][0-9]{2,3}$'),
    version    integer not null check (version > 0),
    change_id  uuid not null unique,
    outcome    text not null default 'approved' check (outcome = 'approved'),
    content    jsonb,
    primary key (party, version),
    -- Nothing comes into force but by an approval.
    foreign key (change_id, outcome) references directory_control (change_id, outcome)
);

-- Every key that was ever listed: none is listed again, for the same party or another one.
create table directory_key (
    key_id     text primary key,
    change_id  uuid not null references directory_entry (change_id)
);

create trigger only_new_rows before update or delete or truncate on directory_change
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on directory_control
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on directory_entry
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on directory_key
    for each statement execute function refuse_change();
