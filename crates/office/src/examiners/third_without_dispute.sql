-- An open proposal of a third whose two agree. One in the place of a third who was named
-- beforehand and has declined never rested on a dispute.
select proposal.id
from committee_proposal as proposal
join committee_proposal_member as asked on asked.proposal_id = proposal.id and asked.position = 3
where proposal.third_for = $1
    and proposal.decided_at is null
    and proposal.withdrawn_at is null
    and not committee_disagrees($1)
    and not exists (
        select from committee_proposal as made
        join committee_proposal_member as declined on declined.proposal_id = made.id
        where made.committee_id = $1
            and made.third_for is null
            and declined.position = 3
            and declined.accepted = false
    )
