select
    exam.id as exam_id,
    proposal.id is not null as "proposed!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join committee on committee.exam_id = exam.id and committee.kind = 'ordinary'
left join committee_proposal as proposal
    on proposal.exam_id = exam.id
    and proposal.decided_at is null
    and proposal.withdrawn_at is null
where in_scope(unit.place_code, $1)
  and (proposal.id is not null or (committee.id is null and exam.exam_date >= $2))
order by exam.exam_date, exam.id
