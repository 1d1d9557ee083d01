select committee.id, committee.exam_id
from committee
join appeal on appeal.id = committee.appeal_id and appeal.state <> 'withdrawn'
join exam on exam.id = committee.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where committee.kind <> 'ordinary'
  and in_scope(unit.place_code, $1)
  and not exists (
      select from protocol
      where protocol.committee_id = committee.id and protocol.withdrawn_at is null
  )
  and not exists (
      select from committee_member
      where committee_member.committee_id = committee.id and committee_member.position = 3
  )
  and (
      select count(distinct standpoint.grade)
      from committee_member
      join standpoint on standpoint.committee_member_id = committee_member.id
      where committee_member.committee_id = committee.id and standpoint.replaced_by is null
  ) > 1
order by committee.id
