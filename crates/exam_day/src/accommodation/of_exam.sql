-- How many candidates of an exam need the same in the same room.
select count(*) as "candidates!",
    (granted.extra_minutes
        + ceil(coalesce(exam.duration_minutes, 0) * granted.extra_percent / 100.0))::integer as "minutes!",
    granted.needs, granted.equipment, room.code as "room?"
from exam
join exam_registration as registration
    on registration.exam_id = exam.id and registration.status = 'registered'
join accommodation as granted on granted.person_id = registration.person_id
    and granted.ended_at is null and granted.first_on <= $3 and granted.last_on >= $2
left join room on room.id = registration.room_id
where exam.id = $1
group by 2, granted.needs, granted.equipment, room.code
order by 2, granted.needs, granted.equipment, room.code
