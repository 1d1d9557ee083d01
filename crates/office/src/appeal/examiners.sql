select
    examiner.person_id, examiner.external, examiner.title_nb, examiner.title_nn, examiner.title_en,
    examiner.workplace, person.given_name, person.family_name
from examiner
join person on person.id = examiner.person_id
where examiner.approved_on is not null and ($1::uuid is null or examiner.person_id = $1)
order by person.family_name collate "nb-NO-x-icu", person.given_name collate "nb-NO-x-icu", person.id
