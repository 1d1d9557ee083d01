-- Who is told by letter of an exclusion is an institution of the directory, by its number, and each is told unless
-- somebody says why not; nobody is named in free words. The Directorate of Health is told where the Act says so.
-- What was told last is kept: whatever is in force and differs from it is another letter, whether an appeal has
-- changed it or the entry was wrong.
alter table misconduct_told
    add column number text check (number <> ''),
    add column left_out_because text check (left_out_because <> ''),
    add column directorate boolean not null default false,
    add column told_from date,
    add column told_to date,
    add constraint left_out_is_not_told check (left_out_because is null or letter_id is null),
    add constraint told_of_a_period check (num_nonnulls(told_from, told_to) in (0, 2)
        and (told_from is null or letter_id is not null)),
    add constraint directorate_has_no_number check (not directorate or num_nonnulls(number, left_out_because) = 0);
create unique index misconduct_told_number on misconduct_told (misconduct_id, number);

update misconduct_told told
set told_from = (last.data #>> '{ordered,0,period,from}')::date,
    told_to = (last.data #>> '{ordered,0,period,to}')::date
from letter last
where last.id = coalesce(told.changed_letter_id, told.letter_id);

create or replace function misconduct_told_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
        and (new.misconduct_id, new.name, new.number, new.left_out_because, new.directorate)
            is not distinct from
            (old.misconduct_id, old.name, old.number, old.left_out_because, old.directorate)
        and (old.letter_id is null or new.letter_id = old.letter_id)
        and (old.changed_letter_id is null or new.changed_letter_id is not null)
        -- What was told last changes with a letter that says it.
        and ((new.told_from, new.told_to) is not distinct from (old.told_from, old.told_to)
            or (new.letter_id, new.changed_letter_id)
                is distinct from (old.letter_id, old.changed_letter_id))
    then
        return new;
    end if;
    raise exception 'who is told by letter of an exclusion stays noted'
        using errcode = 'restrict_violation';
end
$$;

-- Whoever enters the decision names them, and whoever controls a row of it has seen them: nobody is added beside.
create function misconduct_told_with_its_act() returns trigger language plpgsql as $$
begin
    if new.letter_id is null and new.changed_letter_id is null and exists (
        select from act
        where id = nullif(current_setting('kandidat.act_id', true), '')::uuid
            and (exists (select from misconduct_meeting
                    where misconduct_id = new.misconduct_id and recorded_by = act.actor_id
                        and recorded_at = act.at)
                or exists (
                    select from exclusion_decision decision
                    join exclusion_row own on own.decision_id = decision.id
                    join exclusion_row_version version on version.row_id = own.id
                    where decision.case_id = new.misconduct_id
                        and version.controlled_by = act.actor_id and version.controlled_at = act.at))
    ) then
        return new;
    end if;
    raise exception 'who is told by letter of an exclusion is named with the decision or its control'
        using errcode = 'restrict_violation';
end
$$;
create trigger with_its_act before insert on misconduct_told
    for each row execute function misconduct_told_with_its_act();
