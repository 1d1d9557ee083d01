insert into unit (id, place_code, level, name_nb, name_nn, name_en, postal_address, phone, email)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
