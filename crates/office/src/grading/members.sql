select
    member.id, member.person_id, member.position, member.external,
    person.given_name, person.family_name, person.protected_address
from committee_member as member
join person on person.id = member.person_id
where member.committee_id = $1
order by member.position
