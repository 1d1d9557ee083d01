-- Orals of a scope from a day on, or without a day, with how far each has come.
select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, exam.term, exam.kind,
    coalesce(course.classification = 'LÆRER', false) as "teacher_education!",
    unit.place_code, exam.exam_date, oral.published_at as "published_at?",
    least(exam.exam_date, (counted.first_at at time zone 'Europe/Oslo')::date) as first_on,
    counted.sessions as "sessions!", counted.roomless as "roomless!", counted.candidates as "candidates!",
    counted.placed as "placed!", counted.untold as "untold!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join oral on oral.exam_id = exam.id
cross join lateral (
    select
        (select count(*) from oral_session as session
            where session.exam_id = exam.id and session.ended_at is null) as sessions,
        (select min(session.from_at) from oral_session as session
            where session.exam_id = exam.id and session.ended_at is null) as first_at,
        (select count(*) from oral_session as session
            left join room_booking as booking on booking.id = session.booking_id and booking.ended_at is null
            where session.exam_id = exam.id and session.ended_at is null and booking.id is null
                and session.from_at > $3) as roomless,
        (select count(*) from exam_registration as registration
            where registration.exam_id = exam.id and registration.status = 'registered') as candidates,
        (select count(*) from exam_registration as registration
            join oral_place as place on place.registration_id = registration.id
            join oral_session as session on session.id = place.session_id and session.ended_at is null
            where registration.exam_id = exam.id and registration.status = 'registered') as placed,
        (select count(*) from exam_registration as registration
            join oral_place as place on place.registration_id = registration.id
            join oral_session as session on session.id = place.session_id and session.ended_at is null
            left join room_booking as booking on booking.id = session.booking_id
            left join oral_candidate as own on own.registration_id = registration.id
            left join oral_told as told on told.registration_id = registration.id
            where registration.exam_id = exam.id and registration.status = 'registered'
                and (told.begins_at, told.minutes, told.room_id) is distinct from
                    (place.begins_at, oral.minutes + coalesce(own.extra_minutes, 0), booking.room_id)
        ) as untold
) as counted
where course.form in ('oral', 'practical', 'performing') and in_scope(unit.place_code, $1)
    and (exam.exam_date >= $2 or counted.first_at >= $3
        or exam.exam_date is null and oral.published_at is null)
order by first_on nulls last, course.code, exam.id
limit 200
