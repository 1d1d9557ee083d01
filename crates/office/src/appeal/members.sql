select
    committee_member.person_id, committee_member.external, person.given_name, person.family_name,
    coalesce(examiner.title_nb, '') as "title_nb!", coalesce(examiner.title_nn, '') as "title_nn!",
    coalesce(examiner.title_en, '') as "title_en!", coalesce(examiner.workplace, '') as "workplace!"
from committee_member
join person on person.id = committee_member.person_id
left join examiner on examiner.person_id = person.id
where committee_member.committee_id = $1
order by committee_member.position
