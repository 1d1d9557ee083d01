insert into letter
    (id, kind, version, language, person_id, unit_id, subject_kind, subject_id, data, created_at, channel)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
