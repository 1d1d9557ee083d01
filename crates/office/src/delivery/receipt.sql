select delivery_file.added_at, delivery_file.file_id, file.media_type, file.size_bytes,
    encode(file.sha256, 'hex') as "sha256!"
from delivery
join delivery_file on delivery_file.delivery_id = delivery.id
    and delivery_file.replaced_by is null
join file on file.id = delivery_file.file_id
where delivery.registration_id = $1
