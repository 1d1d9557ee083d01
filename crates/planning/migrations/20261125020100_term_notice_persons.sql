-- Who is told of a matter in the term from `first_on` until before `next_on`. Of the dates: whoever has a right
-- to study in the term, or is signed up for an exam of it or of the one before. Of the registrations: whoever
-- is signed up for an exam of the term that has not been held.
create function term_notice_persons(term text, matter text, first_on date, next_on date, today date)
returns setof uuid language sql stable as $$
    select registration.person_id
    from exam_registration as registration
    join exam on exam.id = registration.exam_id
    where registration.status = 'registered' and exam.term = term_notice_persons.term
        and (matter = 'dates' or exam.exam_date is null or exam.exam_date >= today)
    union
    select study_right.person_id
    from study_right
    where matter = 'dates' and study_right.lost_on is null
        and study_right.from_on < next_on and study_right.to_on >= first_on
    union
    select registration.person_id
    from exam_registration as registration
    join exam on exam.id = registration.exam_id
    where matter = 'dates' and registration.status = 'registered'
        and exam.exam_date >= first_on - interval '6 months' and exam.exam_date < first_on
$$;
