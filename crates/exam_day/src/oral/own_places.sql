-- When and where somebody comes to her orals, as she has been told.
select
    exam.id, course.code, course.name_nb, course.name_nn, course.name_en, told.begins_at, told.minutes,
    room.name as room
from oral_told as told
join exam_registration as registration on registration.id = told.registration_id
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
join room on room.id = told.room_id
where registration.person_id = $1 and registration.status = 'registered' and told.begins_at >= $2
order by told.begins_at
