select
    exam.id,
    course.id as course_id,
    course.code,
    course.version,
    course.name_nb,
    course.name_nn,
    course.name_en,
    course.credits,
    unit.id as unit_id,
    unit.name_nb as unit_nb,
    unit.name_nn as unit_nn,
    unit.name_en as unit_en,
    unit.place_code,
    course.level,
    course.form,
    course.grade_scale,
    course.verifiable,
    course.names_shown,
    exam.term,
    exam.kind,
    exam.exam_date,
    exam.starts_at,
    exam.duration_minutes,
    exam.copies,
    exam.numbered_at
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where exam.id = any($1)
order by exam.exam_date nulls last, course.code collate "nb-NO-x-icu", exam.id
