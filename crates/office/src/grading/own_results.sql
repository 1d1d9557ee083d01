select
    result.id, result.registration_id, result.protocol_id, result.grade, result.origin,
    result.announced_at, result.superseded_by is not null as "superseded!",
    course.code, course.name_nb, course.name_nn, course.name_en, exam.term, exam.kind,
    registration.exam_id,
    exists (
        select from result_annulment as annulment
        where annulment.registration_id = registration.id and annulment.reversed_at is null
    ) as "annulled!",
    exists (
        select from exam_document as guide
        where guide.exam_id = registration.exam_id
          and guide.kind = 'guide'
          and guide.replaced_by is null
    ) as "has_guide!",
    (select explanation.id from explanation where explanation.registration_id = registration.id
     order by explanation.id desc limit 1) as explanation,
    (select appeal.id from appeal where appeal.registration_id = registration.id
     order by appeal.id desc limit 1) as appeal,
    not exists (select from appeal where appeal.registration_id = registration.id
     and appeal.state <> 'withdrawn') as "may_appeal!"
from exam_registration as registration
join result on result.registration_id = registration.id
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
where registration.person_id = $1
order by result.announced_at desc, result.id desc
