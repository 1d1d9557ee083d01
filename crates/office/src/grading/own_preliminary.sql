select
    course.code, course.name_nb, course.name_nn, course.name_en, exam.term, exam.kind,
    shown.grade, list.published_at,
    (
        select earlier.grade
        from preliminary_grade as earlier
        join preliminary_list as old on old.id = earlier.list_id
        where earlier.registration_id = registration.id and old.id <> list.id
        order by old.published_at desc
        limit 1
    ) as "before?"
from exam_registration as registration
join preliminary_grade as shown on shown.registration_id = registration.id
join preliminary_list as list on list.id = shown.list_id and list.withdrawn_at is null
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
where registration.person_id = $1
    and not exists (select from result where result.registration_id = registration.id)
    and not exists (select from result_hold as hold
        where hold.registration_id = registration.id and hold.ended_at is null)
    and not exists (select from result_annulment as annulment
        where annulment.registration_id = registration.id and annulment.reversed_at is null)
order by list.published_at desc, course.code
