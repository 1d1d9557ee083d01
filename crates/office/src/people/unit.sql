select place_code, name_nb, name_nn, name_en, postal_address, phone, email
from unit
where id = $1
