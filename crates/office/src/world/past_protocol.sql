insert into protocol (
    id, exam_id, committee_id, kind, content, content_sha256, sealed_at, sealed_by,
    received_at, received_by, announced_at, announced_by
)
values ($1, $2, $3, 'original', '{}', repeat('0', 64), $4, $5, $4, $5, $4, $5)
