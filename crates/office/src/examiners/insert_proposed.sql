-- Who has accepted already is not asked a second time: the assignment is the same.
insert into committee_proposal_member (proposal_id, person_id, position, supervisor, answered_at, accepted, entered_by)
select $1::uuid, $2::uuid, $3::integer, $4::boolean, before.answered_at, before.accepted, before.entered_by
from (select) as one
left join lateral (
    select asked.answered_at, asked.accepted, asked.entered_by
    from committee_proposal_member as asked
    join committee_proposal as proposal on proposal.id = asked.proposal_id
    join committee_proposal as this on this.id = $1 and this.exam_id = proposal.exam_id
    where asked.person_id = $2 and asked.accepted and asked.proposal_id <> $1
    order by asked.answered_at desc
    limit 1
) as before on true
returning accepted is not null as "answered!"
