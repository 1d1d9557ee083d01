select received_at
from delivery_correction
where registration_id = $1
order by received_at
limit 1
