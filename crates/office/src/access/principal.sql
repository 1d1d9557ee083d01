select
    given_name,
    family_name,
    language,
    (student_number is not null
        or exists (select from exam_registration where person_id = person.id)) as "student!",
    exists (select from committee_member where person_id = person.id) as "examiner!"
from person
where id = $1
