update exam_registration as registration set room_id = kept.room_id, room_kept = kept.how
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as kept(exam_id, person_id, room_id, how)
where registration.exam_id = kept.exam_id and registration.person_id = kept.person_id
    and registration.status = 'registered'
