select
    exists (
        select from committee
        join committee_member on committee_member.committee_id = committee.id
        join standpoint on standpoint.committee_member_id = committee_member.id
        where committee.exam_id = any($1)
    ) or exists (
        select from protocol where exam_id = any($1) and withdrawn_at is null
    ) as "assessed!",
    exists (
        select from protocol
        join result on result.protocol_id = protocol.id
        where protocol.exam_id = any($1)
    ) as "announced!",
    exists (select from exam_registration where exam_id = any($1))
        or exists (select from refused_sign_up where exam_id = any($1)) as "signed_up!"
