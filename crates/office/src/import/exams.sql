-- A day that the file leaves open does not undo one that is planned.
with written as (
    insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes, copies)
    select given.id, given.course_id, given.term, given.kind, given.exam_date::date,
        given.starts_at::time, given.duration_minutes, given.copies
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
            $7::integer[], $8::integer[])
        as given(id, course_id, term, kind, exam_date, starts_at, duration_minutes, copies)
    on conflict (course_id, term, kind) do update
    set exam_date = coalesce(excluded.exam_date, exam.exam_date),
        starts_at = coalesce(excluded.starts_at, exam.starts_at),
        duration_minutes = coalesce(excluded.duration_minutes, exam.duration_minutes),
        copies = excluded.copies
    where (exam.exam_date, exam.starts_at, exam.duration_minutes, exam.copies)
        is distinct from (coalesce(excluded.exam_date, exam.exam_date),
            coalesce(excluded.starts_at, exam.starts_at),
            coalesce(excluded.duration_minutes, exam.duration_minutes), excluded.copies)
    returning id, course_id, term, (xmax = 0) as added
)
select written.id as "id!", course.code as "code!", written.term as "term!",
    written.added as "added!"
from written
join course on course.id = written.course_id
order by course.code
