-- Those who sit in a committee without having said yes to what they were asked last. Who was
-- seated without being asked has nothing to answer.
select member.person_id, asked.proposal_id as "proposal_id!", asked.accepted as "accepted?",
    person.given_name, person.family_name, person.protected_address
from committee_member as member
join person on person.id = member.person_id
join lateral (
    select asked.proposal_id, asked.accepted
    from committee_proposal_member as asked
    join committee_proposal as made on made.id = asked.proposal_id
    where made.committee_id = member.committee_id
        and asked.person_id = member.person_id
        and made.withdrawn_at is null
    order by made.proposed_at desc
    limit 1
) as asked on true
where member.committee_id = $1
    and member.handed_over_at is null
    and asked.accepted is distinct from true
order by member.position
