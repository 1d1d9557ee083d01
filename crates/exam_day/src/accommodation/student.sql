select person.id from person
where person.student_number = $1 and exists (
    select from exam_registration as registration
    join exam on exam.id = registration.exam_id
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where registration.person_id = person.id and in_scope(unit.place_code, $2)
)
