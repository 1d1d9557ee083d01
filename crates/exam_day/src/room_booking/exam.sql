select
    course.code, exam.term, exam.kind, course.form, unit.place_code,
    exam.exam_date, exam.starts_at, exam.duration_minutes,
    (select count(*) from exam_registration
        where exam_id = exam.id and status = 'registered')::integer as "candidates!",
    (select coalesce(sum(seats), 0) from room_booking_exam
        where exam_id = exam.id and ended_at is null)::integer as "seats!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where exam.id = $1
