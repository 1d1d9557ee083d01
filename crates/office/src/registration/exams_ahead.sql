select exam.id
from exam
join course on course.id = exam.course_id
where exam.term = any($2)
    and (exam.exam_date is null or exam.exam_date >= $3)
    and not exists (select from exam_registration
        where exam_id = exam.id and person_id = $1 and status = 'registered')
    and ($4 = '' or position(lower($4) in lower(concat_ws(' ', course.code,
        course.name_nb, course.name_nn, course.name_en))) > 0)
order by course.code collate "nb-NO-x-icu", exam.term
limit $5
