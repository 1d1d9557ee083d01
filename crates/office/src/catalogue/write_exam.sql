insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes, copies)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (id) do update set
    course_id = excluded.course_id,
    term = excluded.term,
    kind = excluded.kind,
    exam_date = excluded.exam_date,
    starts_at = excluded.starts_at,
    duration_minutes = excluded.duration_minutes,
    copies = excluded.copies
