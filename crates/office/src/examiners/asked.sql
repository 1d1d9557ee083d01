select asked.person_id, asked.position, examiner.external, asked.answered_at, asked.accepted, asked.reason,
    asked.entered_by is not null as "entered!",
    proposal.id as proposal_id
from committee_proposal_member as asked
join committee_proposal as proposal on proposal.id = asked.proposal_id
join examiner on examiner.person_id = asked.person_id
where proposal.exam_id = $1 and proposal.withdrawn_at is null
order by proposal.proposed_at, asked.position
