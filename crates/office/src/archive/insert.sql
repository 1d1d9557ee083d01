insert into archive_entry
    (id, case_number, direction, title, description, correspondent, access_code, archive_code,
     unit_id, subject_kind, subject_id, file_id, letter_id, registered_at, registered_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
