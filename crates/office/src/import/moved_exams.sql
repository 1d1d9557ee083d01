-- Exams that are there and would be held at another time; held until the act ends.
select given.place as "place!", exam.id, exam.exam_date::text as date,
    to_char(exam.starts_at, 'HH24:MI') as starts_at, exam.duration_minutes
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])
    with ordinality as given(code, version, term, kind, exam_date, starts_at, duration_minutes, place)
join course on course.code = given.code and course.version = given.version
join exam on exam.course_id = course.id and exam.term = given.term and exam.kind = given.kind
where given.exam_date::date <> exam.exam_date or given.exam_date is not null and exam.exam_date is null
    or given.starts_at::time <> exam.starts_at or given.starts_at is not null and exam.starts_at is null
    or given.duration_minutes <> exam.duration_minutes
    or given.duration_minutes is not null and exam.duration_minutes is null
order by exam.id
for update of exam
