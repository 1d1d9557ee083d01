-- Versions rise by one, so an approved change is in the one after that which was the last then.
select
    change.id,
    change.party,
    change.content,
    change.proposed_at,
    change.proposed_by,
    proposer.given_name,
    proposer.family_name,
    control.outcome as "outcome?",
    control.reason,
    control.controlled_at as "controlled_at?",
    controller.given_name as "controller_given?",
    controller.family_name as "controller_family?",
    (
        select control.after_version + 1
        where control.outcome = 'approved'
          and exists (select from directory_copy where version > control.after_version)
    ) as issued_in
from directory_change change
join operator proposer on proposer.id = change.proposed_by
left join directory_control control on control.change_id = change.id
left join operator controller on controller.id = control.controlled_by
where ($1::uuid is null or change.id = $1)
  and ($2::text is null or change.party = $2)
  and (not $3::boolean or control.change_id is null)
order by change.proposed_at desc, change.id desc
limit $4
