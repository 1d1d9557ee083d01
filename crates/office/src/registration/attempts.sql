select
    (
        select count(*)
        from exam_registration as registration
        join exam on exam.id = registration.exam_id
        join course on course.id = exam.course_id
        where registration.person_id = $1
          and course.code = $2
          and registration.exam_id <> $3
          and registration.status = 'registered'
          and exam.exam_date < $4
          and not exists (
              select from absence
              where absence.registration_id = registration.id and absence.kind = 'sick'
          )
    ) as "counting!",
    (
        select count(*) from attempt_dispensation where person_id = $1 and course_code = $2
    ) as "dispensations!"
