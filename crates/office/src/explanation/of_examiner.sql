select
    explanation.id, course.code, exam.term, exam.kind,
    coalesce(regrade_package.candidate_number, exam_registration.candidate_number::text)
        as candidate_number,
    explanation.requested_on, explanation.in_time, explanation.given_on,
    deadline.due_on as "due_on?", coalesce(deadline.because, '[]') as "because!", unit.place_code,
    count(*) over () as "total!"
from explanation
join result on result.id = explanation.result_id
join protocol on protocol.id = result.protocol_id
join committee_member on committee_member.committee_id = protocol.committee_id
join exam_registration on exam_registration.id = explanation.registration_id
join exam on exam.id = exam_registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join regrade_package on regrade_package.committee_id = protocol.committee_id
left join deadline on deadline.subject_kind = 'explanation'
    and deadline.subject_id = explanation.id and deadline.kind = 'explanation-due'
where committee_member.person_id = $1
order by explanation.given_on is not null, deadline.due_on, course.code, explanation.id
