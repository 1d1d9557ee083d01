-- Who is told that an exam lies elsewhere: who sits it, who grades it, who is responsible for its course.
select person_id as "person_id!", 'candidate' as "concerned!"
from exam_registration where exam_id = $1 and status = 'registered'
union
select committee_member.person_id, 'examiner'
from committee
join committee_member on committee_member.committee_id = committee.id
where committee.exam_id = $1 and committee.kind = 'ordinary'
union
select role_grant.person_id, 'course_responsible'
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
join unit as home on in_scope(unit.place_code, array[home.place_code])
join role_grant on role_grant.unit_id = home.id
where exam.id = $1 and role_grant.role = 'course_responsible'
    and role_grant.valid_from <= $2 and (role_grant.valid_to is null or role_grant.valid_to >= $2)
order by 2, 1
