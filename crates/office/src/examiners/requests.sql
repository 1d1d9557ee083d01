-- What one is asked, or has answered. One whose seat the board has filled stands among the
-- committees.
select
    proposal.id as proposal_id, proposal.exam_id, proposal.proposed_at, proposal.fee,
    asked.position = 3 and proposal.third_for is not null and committee_disagrees(proposal.third_for) as "third!",
    proposal.decided_at is not null as "decided!",
    asked.answered_at, asked.accepted, examiner.external,
    member.id is not null as "appointed!"
from committee_proposal_member as asked
join committee_proposal as proposal on proposal.id = asked.proposal_id
join examiner on examiner.person_id = asked.person_id
left join committee_member as member
    on member.committee_id = proposal.committee_id and member.person_id = asked.person_id
where asked.person_id = $1
    and proposal.withdrawn_at is null
    and ($2::uuid is null or proposal.id = $2)
order by proposal.proposed_at desc, proposal.id
