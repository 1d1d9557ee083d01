select exists (
    select from assessed_anew_by($1) as anew
    join exam on exam.id = anew.exam_id
    join course on course.id = exam.course_id
    join unit on unit.id = course.unit_id
    where in_scope(unit.place_code, array[$2::text])
) as "assesses!"
