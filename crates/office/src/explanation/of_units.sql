select
    explanation.id, course.code, exam.term, exam.kind,
    exam_registration.candidate_number::text as candidate_number,
    explanation.requested_on, explanation.in_time, explanation.given_on,
    deadline.due_on as "due_on?", coalesce(deadline.because, '[]') as "because!", unit.place_code,
    count(*) over () as "total!"
from explanation
join exam_registration on exam_registration.id = explanation.registration_id
join exam on exam.id = exam_registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join deadline on deadline.subject_kind = 'explanation'
    and deadline.subject_id = explanation.id and deadline.kind = 'explanation-due'
where in_scope(unit.place_code, $1)
order by explanation.given_on is not null, deadline.due_on, explanation.requested_on desc, explanation.id
limit $2 offset $3
