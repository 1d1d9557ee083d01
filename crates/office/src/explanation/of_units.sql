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
    -- The list knows candidates by number, so nobody is found by name.
    and ($4::text = '' or lower(course.code) = lower($4)
        or exam_registration.candidate_number::text = $4)
    and ($5::text = '' or (explanation.given_on is null) = ($5 = 'waiting'))
order by
    case when $6::text = 'course' then course.code end collate "nb-NO-x-icu",
    case when $6 = '-course' then course.code end collate "nb-NO-x-icu" desc,
    case when $6 = 'candidate' then exam_registration.candidate_number end,
    case when $6 = '-candidate' then exam_registration.candidate_number end desc nulls last,
    case when $6 = 'requested' then explanation.requested_on end,
    case when $6 = '-requested' then explanation.requested_on end desc,
    case when $6 = '-due' then deadline.due_on end desc nulls last,
    explanation.given_on is not null,
    deadline.due_on,
    explanation.requested_on desc,
    explanation.id
limit $2 offset $3
