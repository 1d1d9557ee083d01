-- The exams of which a person assesses an answer anew, in a case that is open: of these she must
-- not learn the first grade (uhl. § 11-11).
create function assessed_anew_by(person uuid) returns table (exam_id uuid)
language sql stable as $$
    select committee.exam_id
    from committee_member
    join committee on committee.id = committee_member.committee_id
    join appeal on appeal.id = committee.appeal_id
        and appeal.state not in ('refused', 'decided', 'withdrawn')
    where committee_member.person_id = $1
$$;
