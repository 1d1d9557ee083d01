insert into exam (id, course_id, term, kind, exam_date) values ($1, $2, $3, 'ordinary', $4)
