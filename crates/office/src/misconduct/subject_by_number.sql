-- The student with this number, if one of the exams was at a unit in scope, and that unit.
select exam_registration.person_id, course.unit_id, unit.place_code
from person
join exam_registration on exam_registration.person_id = person.id
join exam on exam.id = exam_registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where person.student_number = $1 and in_scope(unit.place_code, $2)
order by exam_registration.registered_at desc
limit 1
