-- Those who had the answer in an appeal that was withdrawn and made anew.
select
    committee_member.person_id, committee_member.external, person.given_name, person.family_name,
    coalesce(examiner.title_nb, '') as "title_nb!", coalesce(examiner.title_nn, '') as "title_nn!",
    coalesce(examiner.title_en, '') as "title_en!", coalesce(examiner.workplace, '') as "workplace!"
from appeal as this
join appeal as earlier on earlier.registration_id = this.registration_id and earlier.id <> this.id
join committee on committee.appeal_id = earlier.id
join committee_member on committee_member.committee_id = committee.id
join person on person.id = committee_member.person_id
left join examiner on examiner.person_id = person.id
where this.id = $1
order by committee.appointed_on, committee_member.position
