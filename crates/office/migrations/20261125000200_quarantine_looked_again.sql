-- A refusal stands though the exclusion behind it has another period now: somebody of the unit considers it again,
-- and says that she has.
create table quarantine_looked_again (
    refusal_id   uuid not null references quarantine_refusal,
    -- The version of the row that she has looked at.
    row_version  int not null check (row_version > 0),
    looked_by    uuid not null references person,
    looked_on    date not null,
    primary key (refusal_id, row_version)
);
create function quarantine_looked_again_is_kept() returns trigger language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if tg_op <> 'INSERT' or new.looked_by is distinct from doing.actor_id
        or exists (select from quarantine_refusal
            where id = new.refusal_id and person_id = doing.actor_id) then
        raise exception 'a refusal is considered again by whoever acts, and not her own'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger is_kept before insert or update or delete on quarantine_looked_again
    for each row execute function quarantine_looked_again_is_kept();

-- Refusals that rest on a row as it was, with the version that it has now and nobody has looked at again.
create view quarantine_changed (refusal_id, version) as
    select refusal.id, present.version
    from quarantine_refusal refusal
    cross join lateral (
        select max(version) as version from (
            select version from exclusion_told_row
            where row_id = refusal.row_id and removed_at is null
            union all
            select version from exclusion_row_version
            where row_id = refusal.row_id and controlled_at is not null and action = 'change'
        ) versions
    ) present
    where present.version > refusal.row_version
        and not exists (select from quarantine_taken_back where refusal_id = refusal.id)
        and not exists (select from quarantine_appeal
            where refusal_id = refusal.id and settled = 'upheld')
        and not exists (select from quarantine_looked_again looked
            where looked.refusal_id = refusal.id and looked.row_version >= present.version);
