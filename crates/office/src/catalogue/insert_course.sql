insert into course
    (id, code, version, name_nb, name_nn, name_en, credits, unit_id, level, form, grade_scale)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
