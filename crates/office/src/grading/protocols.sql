select
    id, exam_id, committee_id, kind, rectifies, appeal_id, reason, content, content_sha256,
    sealed_at, sealed_by, received_at, announced_at, withdrawn_at
from protocol
where id = $1 or exam_id = $2
order by sealed_at, id
