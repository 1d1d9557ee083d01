-- The removals at the units in scope that are not over, as they hold after an appeal; those that end first
-- stand first. Nobody finds her own there.
select
    misconduct.id, misconduct.case_number, misconduct.person_id,
    person.given_name, person.family_name, person.protected_address, decision.areas,
    coalesce(appeal.from_on, decision.from_on) as "from_on!",
    coalesce(appeal.to_on, decision.to_on) as "to_on!",
    appeal.misconduct_id is not null and appeal.outcome is null as "appealed!"
from misconduct
join misconduct_decision as decision on decision.misconduct_id = misconduct.id
join person on person.id = misconduct.person_id
join unit on unit.id = misconduct.unit_id
left join misconduct_appeal as appeal on appeal.misconduct_id = misconduct.id
where misconduct.matter = 'removal'
    and decision.legal_basis is not null
    and in_scope(unit.place_code, $1)
    and misconduct.person_id <> $2
    and coalesce(appeal.to_on, decision.to_on) >= $3
    and appeal.outcome is distinct from 'reversed'
    and (appeal.outcome is distinct from 'changed' or appeal.to_on is not null)
order by coalesce(appeal.to_on, decision.to_on), misconduct.id
