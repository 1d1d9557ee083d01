select result.id, registration.person_id, result.grade
from result
join exam_registration as registration on registration.id = result.registration_id
where result.protocol_id = $1
  and not exists (
      select from letter where letter.subject_kind = 'result' and letter.subject_id = result.id
  )
order by result.id
limit $2
