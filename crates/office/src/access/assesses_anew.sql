select exists (
    select from committee_member
    join committee on committee.id = committee_member.committee_id
    join appeal on appeal.id = committee.appeal_id
        and appeal.state not in ('refused', 'decided', 'withdrawn')
    join exam on exam.id = committee.exam_id
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where committee_member.person_id = $1
        and in_scope(unit.place_code, array[$2::text])
) as "assesses!"
