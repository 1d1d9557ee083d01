select
    operator.id,
    operator.given_name,
    operator.family_name,
    operator.language,
    array_agg(operator_role.role order by operator_role.role) as "roles!"
from operator
join operator_role on operator_role.operator_id = operator.id
where operator_role.valid_from <= $1
  and (operator_role.valid_to is null or operator_role.valid_to >= $1)
group by operator.id
order by
    operator.family_name collate "nb-NO-x-icu",
    operator.given_name collate "nb-NO-x-icu",
    operator.id
