select
    result.registration_id, result.grade, result.origin, result.announced_at, result.superseded_by,
    protocol.committee_id,
    exam_registration.person_id,
    -- Those who assessed anew know the candidate by the number of their package.
    coalesce(regrade_package.candidate_number, exam_registration.candidate_number::text)
        as candidate_number,
    exam.id as exam_id, exam.term, exam.kind,
    course.code, course.name_nb, course.name_nn, course.name_en, course.form, course.verifiable,
    course.unit_id, unit.place_code,
    exists (
        select from result_annulment as annulment
        where annulment.registration_id = result.registration_id and annulment.reversed_at is null
    ) as "annulled!",
    explanation.requested_on as "requested_on?", explanation.given_on as "given_on?"
from result
join protocol on protocol.id = result.protocol_id
join exam_registration on exam_registration.id = result.registration_id
join exam on exam.id = exam_registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join regrade_package on regrade_package.committee_id = protocol.committee_id
left join explanation on explanation.result_id = result.id
where result.id = $1
