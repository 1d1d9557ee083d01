-- In a case, too, the second person is nobody's creature: who signs a report for the unit has that role from
-- another than its writer, and who enters what an appeal came to hers from another than those who registered
-- and forwarded it.
create or replace function misconduct_signature_of_two() returns trigger language plpgsql as $$
begin
    if not exists (
        select from misconduct
        join act on act.id = nullif(current_setting('kandidat.act_id', true), '')::uuid
        where misconduct.id = new.misconduct_id and act.actor_id = new.person_id
            and (misconduct.registered_by = new.person_id) = (new.signed_as = 'case_officer')
            and (new.signed_as = 'case_officer' or role_from_another(new.person_id,
                array['head_of_office'], misconduct.registered_by, misconduct.unit_id, new.signed_on))
    ) then
        raise exception 'a report is signed for the unit by another than its writer'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create function misconduct_settled_by_nobodys_creature() returns trigger language plpgsql as $$
declare
    doing act;
    at uuid;
begin
    if new.settled_on is null or old.settled_on is not null then
        return new;
    end if;
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    select unit_id into at from misconduct where id = new.misconduct_id;
    if not role_from_another(new.settled_by, array['central_officer'], new.registered_by, at,
            (doing.at at time zone 'Europe/Oslo')::date)
        or not role_from_another(new.settled_by, array['central_officer'], new.forwarded_by, at,
            (doing.at at time zone 'Europe/Oslo')::date) then
        raise exception 'what became of an appeal is entered by a role from another'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger settled_by_nobodys_creature before update on misconduct_appeal
    for each row execute function misconduct_settled_by_nobodys_creature();

-- Whose a case is does not change.
create function misconduct_keeps_its_person() returns trigger language plpgsql as $$
begin
    if new.person_id is distinct from old.person_id then
        raise exception 'whose a case is does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keeps_its_person before update on misconduct
    for each row execute function misconduct_keeps_its_person();
