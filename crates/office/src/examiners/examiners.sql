select
    examiner.person_id, person.given_name, person.family_name, person.protected_address,
    person.email, examiner.title_nb, examiner.title_nn, examiner.title_en, examiner.workplace,
    examiner.external, examiner.employed_at_university, examiner.cv_file_id, examiner.approved_on,
    unit.name_nb as "board_nb?", unit.name_nn as "board_nn?", unit.name_en as "board_en?"
from examiner
join person on person.id = examiner.person_id
left join unit on unit.id = examiner.approved_by
where ($2::uuid is null or examiner.person_id = $2)
  and ($1::text = '' or position(lower($1) in lower(
        person.given_name || ' ' || person.family_name || ' ' || examiner.workplace)) > 0)
order by
    person.family_name collate "nb-NO-x-icu",
    person.given_name collate "nb-NO-x-icu",
    person.id
limit $3 offset $4
