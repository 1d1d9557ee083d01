-- Who grades the exams of a term at these places and those below.
select committee.exam_id, member.person_id, person.given_name, person.family_name, person.protected_address
from committee
join committee_member as member on member.committee_id = committee.id
join person on person.id = member.person_id
join exam on exam.id = committee.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where committee.kind = 'ordinary' and exam.term = $1 and in_scope(unit.place_code, $2)
order by committee.exam_id, member.position
