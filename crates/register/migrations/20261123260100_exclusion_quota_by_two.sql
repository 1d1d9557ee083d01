-- How many persons an institution has declared decides how much it may have evaluated, so no operator sets
-- it alone: one proposes, and it counts when another one has approved it. What one person had set counts
-- no more. Both tables take new rows only.
drop table exclusion_quota;

create table exclusion_quota_change (
    id             uuid primary key,
    institution    text not null check (institution ~ '^[1-9][0-9]{2,3}$'),
    -- How many persons it expects to look up under one key.
    declared_size  integer not null check (declared_size between 1 and 1000000),
    proposed_at    timestamptz not null,
    proposed_by    uuid not null references operator,
    unique (id, proposed_by)
);
create index exclusion_quota_change_of on exclusion_quota_change (institution);

-- One control for each, by somebody else; the proposer alone takes it back. The last approval counts.
create table exclusion_quota_control (
    change_id      uuid primary key,
    proposed_by    uuid not null,
    outcome        text not null check (outcome in ('approved', 'refused', 'withdrawn')),
    reason         text,
    controlled_at  timestamptz not null,
    controlled_by  uuid not null references operator,
    position       bigint not null generated always as identity,
    foreign key (change_id, proposed_by) references exclusion_quota_change (id, proposed_by),
    constraint quota_controlled_by_another
        check ((outcome = 'withdrawn') = (controlled_by = proposed_by)),
    constraint quota_refused_with_reason check ((outcome = 'approved') = (reason is null))
);

create trigger in_own_act before insert on exclusion_quota_change
    for each row execute function proposal_in_own_act('SYSEIER');
create trigger in_own_act before insert on exclusion_quota_control
    for each row execute function control_in_own_act('SYSEIER');
create trigger only_new_rows before update or delete or truncate on exclusion_quota_change
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on exclusion_quota_control
    for each statement execute function refuse_change();
