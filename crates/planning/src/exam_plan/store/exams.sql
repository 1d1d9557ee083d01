-- The exams of a plan that are held on a day, by their codes.
select
    exam.id, exam.kind, exam.course_id, course.code, course.name_nb, course.name_nn, course.name_en,
    course.form = 'written_school' as "written!", unit.id as unit_id, unit.place_code, exam.exam_date,
    exam.starts_at, exam.duration_minutes, exam.planned_at is not null as "planned!",
    coalesce((select array_agg(exam_room.room_id order by exam_room.room_id) from exam_room
        where exam_room.exam_id = exam.id), '{}') as "rooms!: Vec<uuid::Uuid>"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where exam.term = $1 and exam.kind = any($2)
    and course.form in ('written_school', 'oral', 'practical', 'performing')
    and in_scope(unit.place_code, array[$3])
order by course.code collate "nb-NO-x-icu", exam.kind, exam.id
