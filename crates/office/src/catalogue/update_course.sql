update course
set code = $2, version = $3, name_nb = $4, name_nn = $5, name_en = $6, credits = $7,
    unit_id = $8, level = $9, form = $10, grade_scale = $11
where id = $1
