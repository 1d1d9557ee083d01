update exam
set course_id = $2, term = $3, kind = $4, exam_date = $5, starts_at = $6,
    duration_minutes = $7, copies = $8
where id = $1
