-- An oral, practical or performing exam, with what is set of it.
select
    course.code, course.name_nb, course.name_nn, course.name_en, course.form, course.level, course.credits,
    course.verifiable, coalesce(course.classification = 'LÆRER', false) as "teacher_education!",
    exam.term, exam.kind, exam.exam_date, unit.id as unit_id, unit.place_code,
    oral.version as "version?", oral.minutes as "minutes?", oral.between_minutes as "between_minutes?",
    oral.break_after as "break_after?", oral.break_minutes as "break_minutes?",
    oral.sequence as "sequence?", oral.published_at as "published_at?"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join oral on oral.exam_id = exam.id
where exam.id = $1 and course.form in ('oral', 'practical', 'performing')
