insert into institution (number, short_name, name_nb, name_nn, name_en, web)
values ($1, $2, $3, $4, $5, $6)
