-- Who entered what the national board decided: another than the one who registered the appeal on paper and
-- than the one who forwarded it, since what waits for control is overtaken by it.
alter table misconduct_appeal
    add column settled_by uuid references person,
    add constraint settled_by_another check (settled_by <> registered_by and settled_by <> forwarded_by);

create function misconduct_appeal_of_two() returns trigger language plpgsql as $$
declare
    doing act;
begin
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if tg_op = 'INSERT' then
        if num_nonnulls(new.forwarded_on, new.forwarded_by, new.settled_on, new.settled_by) > 0
            or new.registered_by is distinct from doing.actor_id then
            raise exception 'an appeal is registered by whoever acts, and begins undecided'
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if new.registered_by is distinct from old.registered_by
        or old.forwarded_by is not null and new.forwarded_by is distinct from old.forwarded_by
        or old.forwarded_by is null and new.forwarded_by is not null
            and new.forwarded_by is distinct from doing.actor_id then
        raise exception 'an appeal is forwarded by whoever acts' using errcode = 'restrict_violation';
    end if;
    if new.settled_on is not null and old.settled_on is null
        and (new.settled_by is null or new.settled_by is distinct from doing.actor_id) then
        raise exception 'what became of an appeal is entered by whoever acts'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger of_two before insert or update on misconduct_appeal
    for each row execute function misconduct_appeal_of_two();

-- A report is signed by whoever acts: by its writer as the case officer, by another for the unit.
create function misconduct_signature_of_two() returns trigger language plpgsql as $$
begin
    if not exists (
        select from misconduct
        join act on act.id = nullif(current_setting('kandidat.act_id', true), '')::uuid
        where misconduct.id = new.misconduct_id and act.actor_id = new.person_id
            and (misconduct.registered_by = new.person_id) = (new.signed_as = 'case_officer')
    ) then
        raise exception 'a report is signed for the unit by another than its writer'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger of_two before insert on misconduct_signature
    for each row execute function misconduct_signature_of_two();
