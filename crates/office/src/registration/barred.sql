-- Registrations in force, of exams ahead, of persons whom an exclusion concerns. What the rows bar the
-- rule says.
select registration.exam_id, registration.person_id, person.student_number,
    person.given_name, person.family_name, person.protected_address
from exam_registration as registration
join person on person.id = registration.person_id
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
where registration.status = 'registered'
    and (exam.exam_date is null or exam.exam_date >= $2)
    and in_scope(unit.place_code, $1)
    and ($3::uuid is null or exam.id = $3)
    and registration.person_id in (
        select person_id from exclusion_row where person_id is not null
        union
        select person_id from exclusion_told_row where person_id is not null
    )
order by exam.exam_date, registration.exam_id, person.student_number
