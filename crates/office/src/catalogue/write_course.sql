insert into course
    (id, code, version, name_nb, name_nn, name_en, credits, unit_id, level, form, grade_scale,
     classification)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (id) do update set
    code = excluded.code,
    version = excluded.version,
    name_nb = excluded.name_nb,
    name_nn = excluded.name_nn,
    name_en = excluded.name_en,
    credits = excluded.credits,
    unit_id = excluded.unit_id,
    level = excluded.level,
    form = excluded.form,
    grade_scale = excluded.grade_scale,
    classification = excluded.classification
