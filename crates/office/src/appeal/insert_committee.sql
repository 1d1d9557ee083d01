insert into committee (id, exam_id, kind, appeal_id, appointed_on, appointed_by, case_ref)
values ($1, $2, $3, $4, $5, $6, $7)
