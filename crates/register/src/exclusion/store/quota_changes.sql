select
    change.id,
    change.institution,
    change.declared_size,
    (
        select last.declared_size
        from exclusion_quota_change last
        join exclusion_quota_control approval on approval.change_id = last.id
        where last.institution = change.institution and approval.outcome = 'approved'
        order by approval.position desc
        limit 1
    ) as in_force,
    change.proposed_at,
    change.proposed_by,
    proposer.given_name,
    proposer.family_name,
    control.outcome as "outcome?",
    control.reason as "reason?",
    control.controlled_at as "controlled_at?",
    controller.given_name as "controller_given?",
    controller.family_name as "controller_family?"
from exclusion_quota_change change
join operator proposer on proposer.id = change.proposed_by
left join exclusion_quota_control control on control.change_id = change.id
left join operator controller on controller.id = control.controlled_by
where $1::uuid is null or change.id = $1
order by control.position desc nulls first, change.proposed_at, change.id
limit $2
