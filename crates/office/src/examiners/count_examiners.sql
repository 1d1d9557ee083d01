select count(*) as "count!"
from examiner
join person on person.id = examiner.person_id
where $1::text = '' or position(lower($1) in lower(
    person.given_name || ' ' || person.family_name || ' ' || examiner.workplace)) > 0
