select
    appeal.rule_set,
    exam_registration.person_id as appellant,
    appeal.state = 'withdrawn' as "withdrawn!",
    committee_disagrees(committee.id) as "disputed!"
from committee
join appeal on appeal.id = committee.appeal_id
join exam_registration on exam_registration.id = appeal.registration_id
where committee.id = $1
for share of appeal
