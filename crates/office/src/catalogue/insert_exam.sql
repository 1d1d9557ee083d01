insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes, copies)
values ($1, $2, $3, $4, $5, $6, $7, $8)
