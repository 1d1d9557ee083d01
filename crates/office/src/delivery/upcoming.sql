select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, exam.term,
    course.form, exam.exam_date as "exam_date!: jiff_sqlx::Date",
    (select count(*) from exam_registration
        where exam_id = exam.id and status = 'registered') as "registered!",
    (select count(*) from exam_registration
        join delivery on delivery.registration_id = exam_registration.id
        where exam_id = exam.id) as "delivered!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where in_scope(unit.place_code, $1)
    and exam.exam_date between $2 and $3
order by exam.exam_date, course.code collate "nb-NO-x-icu"
limit 500
