select
    member.id, member.person_id, member.position, member.external,
    person.given_name, person.family_name, person.protected_address,
    coalesce(examiner.workplace, '') as "workplace!",
    committee.kind <> 'ordinary' or member.handed_over_at is not null as "has_answers!"
from committee_member as member
join committee on committee.id = member.committee_id
join person on person.id = member.person_id
left join examiner on examiner.person_id = member.person_id
where member.committee_id = $1
order by member.position
