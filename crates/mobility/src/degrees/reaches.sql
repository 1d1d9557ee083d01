select in_scope($2, $3) or exists (
    select
    from exam_registration
    join exam on exam.id = exam_registration.exam_id
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where exam_registration.person_id = $1 and in_scope(unit.place_code, $3)
) or exists (
    select
    from recognition
    join unit on unit.id = recognition.unit_id
    where recognition.person_id = $1 and in_scope(unit.place_code, $3)
) as "reaches!"
