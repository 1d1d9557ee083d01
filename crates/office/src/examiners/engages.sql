select exists (
    select from examiner
    join unit on unit.id in (examiner.entered_by, examiner.approved_by)
    where examiner.person_id = $1 and in_scope(unit.place_code, $2)
) or exists (
    select from committee_member
    join committee on committee.id = committee_member.committee_id
    join exam on exam.id = committee.exam_id
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where committee_member.person_id = $1 and in_scope(unit.place_code, $2)
) or exists (
    select from committee_proposal_member as proposed
    join committee_proposal as proposal
        on proposal.id = proposed.proposal_id and proposal.withdrawn_at is null
    join exam on exam.id = proposal.exam_id
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where proposed.person_id = $1 and in_scope(unit.place_code, $2)
) as "engages!"
