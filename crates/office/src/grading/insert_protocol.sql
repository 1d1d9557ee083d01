insert into protocol
    (id, exam_id, committee_id, kind, rectifies, appeal_id, reason, content, content_sha256,
    sealed_at, sealed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
