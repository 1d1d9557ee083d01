-- The most that somebody in this room has been granted beyond the exam, in minutes.
select coalesce(max(granted.extra_minutes
    + ceil(coalesce(exam.duration_minutes, 0) * granted.extra_percent / 100.0)), 0)::integer as "beyond!"
from exam
join exam_registration as registration on registration.exam_id = exam.id
    and registration.status = 'registered' and registration.room_id = $2
join accommodation as granted on granted.person_id = registration.person_id
    and granted.ended_at is null and exam.exam_date between granted.first_on and granted.last_on
where exam.id = $1
