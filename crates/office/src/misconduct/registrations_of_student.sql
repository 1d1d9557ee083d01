select
    exam_registration.id, person.id as person_id, person.given_name, person.family_name,
    person.protected_address, course.code, exam.term, exam.kind,
    exam_registration.candidate_number
from person
join exam_registration on exam_registration.person_id = person.id
join exam on exam.id = exam_registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where person.student_number = $1 and in_scope(unit.place_code, $2)
order by exam.term desc, course.code
