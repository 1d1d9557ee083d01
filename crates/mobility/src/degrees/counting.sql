-- What counts of one person: announced and in force, neither annulled nor held; and what is held among $2.
select
    registration.id as registration, registration.person_id as person, result.id as result,
    result.grade, result.origin, result.announced_at,
    course.id as course, course.code, course.version, course.name_nb, course.name_nn, course.name_en,
    course.credits, course.level, course.form, course.grade_scale, unit.place_code, exam.term,
    thesis.title_nb as "thesis_nb?", thesis.title_nn as "thesis_nn?", thesis.title_en as "thesis_en?",
    about.text_nb as "about_nb?", about.text_nn as "about_nn?", about.text_en as "about_en?"
from exam_registration registration
join result on result.registration_id = registration.id and result.superseded_by is null
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join thesis_title thesis on thesis.registration_id = registration.id
left join course_description about on about.course_id = course.id
where registration.person_id = $1
  and not exists (
      select from result_annulment annulment
      where annulment.registration_id = registration.id and annulment.reversed_at is null
  )
  and (registration.id = any($2) or not exists (
      select from result_hold hold
      where hold.registration_id = registration.id and hold.ended_at is null
  ))
order by left(exam.term, 4), right(exam.term, 1) desc, course.code, registration.id
