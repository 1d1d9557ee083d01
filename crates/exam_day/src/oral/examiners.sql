-- Who examines in the sessions of an oral.
select
    part.session_id, part.person_id, person.given_name, person.family_name, person.protected_address,
    examiner.external, examiner.workplace
from oral_session_examiner as part
join oral_session as session on session.id = part.session_id
join examiner on examiner.person_id = part.person_id
join person on person.id = part.person_id
where session.exam_id = $1 and part.ended_at is null
order by examiner.external, person.family_name collate "nb-NO-x-icu", person.id
