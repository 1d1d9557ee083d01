select exists (
    select from committee_member
    join committee on committee.id = committee_member.committee_id
    join appeal on appeal.id = committee.appeal_id
        and appeal.state not in ('refused', 'decided', 'withdrawn')
    where committee.exam_id = $1 and committee_member.person_id = $2
) as "assesses!"
