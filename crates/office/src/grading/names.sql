select
    registration.id, registration.person_id,
    person.given_name, person.family_name, person.protected_address
from exam_registration as registration
join person on person.id = registration.person_id
where registration.id = any($1)
