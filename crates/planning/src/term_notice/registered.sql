-- What these persons are signed up for in a term and has not been held.
select registration.person_id, course.code, course.name_nb, course.name_nn, course.name_en,
    exam.exam_date, withdrawal.due_on as "withdraw_by?"
from exam_registration as registration
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
left join deadline as withdrawal on withdrawal.subject_kind = 'exam'
    and withdrawal.subject_id = exam.id and withdrawal.kind = $4
where registration.status = 'registered' and exam.term = $1 and registration.person_id = any($2)
    and (exam.exam_date is null or exam.exam_date >= $3)
order by registration.person_id, exam.exam_date nulls last, course.code collate "nb-NO-x-icu", exam.id
