-- What a person has announced and in force here, neither annulled nor held.
select course.code, result.grade
from exam_registration registration
join result on result.registration_id = registration.id and result.superseded_by is null
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
where registration.person_id = $1
    and not exists (
        select from result_annulment annulment
        where annulment.registration_id = registration.id and annulment.reversed_at is null)
    and not exists (
        select from result_hold hold
        where hold.registration_id = registration.id and hold.ended_at is null)
