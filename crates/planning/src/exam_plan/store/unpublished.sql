-- Ordinary written exams of a term whose day, hour or room nobody can read yet.
select count(*) as "count!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where exam.term = $1 and exam.kind = 'ordinary' and course.form = 'written_school'
    and in_scope(unit.place_code, $2) and not in_scope(unit.place_code, $3)
    and (
        exam.exam_date is null or exam.starts_at is null
        or not exists (select from exam_room where exam_room.exam_id = exam.id)
    )
