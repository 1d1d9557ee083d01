select count(*) as "count!"
from exam_registration as registration
where registration.exam_id = $1
    and registration.status = 'registered'
    and ($2 = '' or exists (select from room where id = registration.room_id and code = $2))
