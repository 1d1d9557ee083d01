insert into regrade_package_item
    (id, package_id, kind, included, file_id, name, size_bytes, sha256, why_nb, why_nn, why_en)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
