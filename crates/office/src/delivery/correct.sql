insert into delivery_correction (id, delivery_id, registration_id, received_at, channel, copies,
    candidate_number_ok, front_page_ok, note, received_by, reason, corrected_at, corrected_by)
select $1, id, registration_id, received_at, channel, copies,
    candidate_number_ok, front_page_ok, note, received_by, $3, $4, $5
from delivery
where id = $2
