-- The institutions outside the register that are told of an exclusion by letter (LTR-FUSK-4): named with the
-- decision, written to once another person has controlled what is registered of it, and written to again
-- when what an appeal made of it is controlled.
create table misconduct_told (
    misconduct_id      uuid not null references misconduct_decision,
    name               text not null check (name <> ''),
    letter_id          uuid unique references letter,
    changed_letter_id  uuid unique references letter,
    primary key (misconduct_id, name),
    check (changed_letter_id is null or letter_id is not null)
);
insert into misconduct_told (misconduct_id, name, letter_id)
select distinct on (subject_id, data #>> '{head,addressee,name}')
    subject_id, data #>> '{head,addressee,name}', id
from letter
where subject_kind = 'misconduct' and kind = 'exclusion_information'
    and data #>> '{recipient,recipient}' = 'institution'
order by subject_id, data #>> '{head,addressee,name}', created_at;
update misconduct_told told set changed_letter_id = letter.id
from letter
where letter.subject_kind = 'misconduct' and letter.kind = 'exclusion_information_changed'
    and letter.subject_id = told.misconduct_id
    and letter.data #>> '{head,addressee,name}' = told.name;

-- What was sent stays noted.
create function misconduct_told_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (new.misconduct_id, new.name) = (old.misconduct_id, old.name)
        and (old.letter_id is null or new.letter_id = old.letter_id)
        and (old.changed_letter_id is null or new.changed_letter_id = old.changed_letter_id)
    then
        return new;
    end if;
    raise exception 'who is told by letter of an exclusion stays noted'
        using errcode = 'restrict_violation';
end
$$;
create trigger stays before update or delete on misconduct_told
    for each row execute function misconduct_told_stays();

-- Second lock behind the job: nothing that one person does alone makes a decision known at another
-- institution. A letter to one leaves only of a case of which another person has controlled a row that has
-- effect elsewhere.
create function exclusion_information_is_controlled() returns trigger language plpgsql as $$
begin
    if not exists (
        select
        from exclusion_decision decision
        join exclusion_row own on own.decision_id = decision.id and own.kind in ('EKSAMENN', 'KARANTENEN')
        join exclusion_row_version version on version.row_id = own.id
            and version.controlled_at is not null
            and version.controlled_by is distinct from version.registered_by
        where new.subject_kind = 'misconduct' and decision.case_id = new.subject_id
    ) then
        raise exception 'no institution is told of an exclusion that another person has not controlled'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger exclusion_is_controlled before insert or update of kind, data, subject_kind, subject_id on letter
    for each row
    when (new.kind = 'exclusion_information' and new.data #>> '{recipient,recipient}' = 'institution'
        or new.kind = 'exclusion_information_changed' and new.data ->> 'national_id' is not null)
    execute function exclusion_information_is_controlled();
