-- What somebody is signed up for that has a day, with its rooms; her own time and room alone where she has them.
select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en,
    coalesce((registration.begins_at at time zone 'Europe/Oslo')::date, exam.exam_date) as "exam_date!",
    coalesce((registration.begins_at at time zone 'Europe/Oslo')::time, exam.starts_at) as "starts_at?",
    coalesce(registration.minutes, exam.duration_minutes) as "duration_minutes?", course.form,
    coalesce((select string_agg(room.name, ', ' order by room.name) from exam_room
        join room on room.id = exam_room.room_id
        where exam_room.exam_id = exam.id
            and (registration.room_id is null or room.id = registration.room_id)), '') as "rooms!"
from exam_registration as registration
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
where registration.person_id = $1 and registration.status = 'registered'
    and (exam.exam_date is not null or registration.begins_at is not null)
order by 6, 7, course.code
