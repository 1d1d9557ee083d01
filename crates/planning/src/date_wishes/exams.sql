-- The exams that a request asks about, with what was said of each.
select
    exam.id, exam.kind, course.code, course.name_nb, course.name_nn, course.name_en, course.form,
    unit.place_code, unit.name_nb as unit_nb, unit.name_nn as unit_nn, unit.name_en as unit_en,
    date_wish.answered_at as "answered_at?", date_wish.answered_by as "answered_by?",
    date_wish.fixed_on, date_wish.fixed_at, date_wish.fixed_because as "fixed_because?",
    date_wish.note as "note?"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join date_wish on date_wish.exam_id = exam.id and date_wish.request_id = $1
where exam.term = $2 and exam.kind = any($3) and course.form = any($4)
    and in_scope(unit.place_code, array[$5])
order by course.code collate "nb-NO-x-icu", exam.kind, exam.id
