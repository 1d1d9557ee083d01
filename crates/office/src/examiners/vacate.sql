-- Only a seat that nothing has been done from.
delete from committee_member as member
using committee_proposal as proposal
where proposal.id = $1
    and member.committee_id = proposal.committee_id
    and member.person_id = $2
    and member.handed_over_at is null
    and not exists (select from standpoint where committee_member_id = member.id)
