select exam.id
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where in_scope(unit.place_code, $1) and exam.exam_date = $2
order by exam.starts_at nulls first, course.code
limit 200
