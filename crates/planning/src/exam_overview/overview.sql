-- The exams of a term at these places and those below: when, how many, and what is due for each when.
select
    exam.id, exam.kind, exam.exam_date, exam.starts_at, exam.copies, course.code, course.name_nb,
    course.name_nn, course.name_en, course.form, unit.name_nb as unit_nb, unit.name_nn as unit_nn,
    unit.name_en as unit_en,
    (select count(*) from exam_registration as registration
        where registration.exam_id = exam.id and registration.status = 'registered') as "candidates!",
    (select due_on from deadline where subject_kind = 'exam' and subject_id = exam.id
        and deadline.kind = 'grading-deadline') as "grading_on?",
    wish.answer_by as "wish_by?", wish.answered as "wish_answered?"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join lateral (
    select request.answer_by, date_wish.answered_at is not null as answered
    from date_wish_request as request
    join unit as home on home.id = request.unit_id
    left join date_wish on date_wish.request_id = request.id and date_wish.exam_id = exam.id
    where request.term = exam.term and in_scope(unit.place_code, array[home.place_code])
        and (request.series = 'ordinary') = (exam.kind in ('ordinary', 'early'))
        and course.form in ('written_school', 'oral', 'practical', 'performing')
    order by date_wish.answered_at desc nulls last, request.answer_by desc
    limit 1
) as wish on true
where exam.term = $1 and in_scope(unit.place_code, $2)
order by course.code collate "nb-NO-x-icu", exam.kind, exam.id
