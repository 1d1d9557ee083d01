insert into course (id, code, name_nb, name_nn, name_en, credits, unit_id, level, form)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
