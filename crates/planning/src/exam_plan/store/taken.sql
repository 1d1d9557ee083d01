-- What lies in the days of a plan and is not of it: other units', the other series'.
select
    exam.id, exam.exam_date as "exam_date!", exam.starts_at, exam.duration_minutes,
    coalesce((select array_agg(exam_room.room_id) from exam_room
        where exam_room.exam_id = exam.id), '{}') as "rooms!: Vec<uuid::Uuid>"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where exam.exam_date between $4 and $5
    and course.form in ('written_school', 'oral', 'practical', 'performing')
    and not (exam.term = $1 and exam.kind = any($2) and in_scope(unit.place_code, array[$3]))
order by exam.exam_date, exam.id
