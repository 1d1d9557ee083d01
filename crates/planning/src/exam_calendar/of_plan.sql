-- The exams of a published plan that have a day, with their rooms.
select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, exam.exam_date as "exam_date!",
    exam.starts_at, exam.duration_minutes, course.form,
    coalesce((select string_agg(room.name, ', ' order by room.name) from exam_room
        join room on room.id = exam_room.room_id
        where exam_room.exam_id = exam.id), '') as "rooms!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where exam.term = $1 and exam.kind = any($2) and in_scope(unit.place_code, array[$3])
    and exam.exam_date is not null and exam.planned_at is not null
order by exam.exam_date, exam.starts_at, course.code
