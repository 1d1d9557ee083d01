select
    protocol.id,
    protocol.content_sha256,
    (
        select line ->> 'grade'
        from jsonb_path_query(protocol.content::jsonb, 'lax $.** ? (@.registration == $wanted)',
            jsonb_build_object('wanted', $2::uuid::text)) as line
        limit 1
    ) as "grade!",
    max(protocol_signature.signed_at) as "signed_at!"
from protocol
join protocol_signature on protocol_signature.protocol_id = protocol.id
where protocol.committee_id = $1
    and protocol.kind = 'regrade'
    and protocol.withdrawn_at is null
    -- Everyone in the committee has signed this very content.
    and not exists (
        select from committee_member
        where committee_member.committee_id = $1
            and not exists (
                select from protocol_signature mine
                where mine.protocol_id = protocol.id
                    and mine.person_id = committee_member.person_id
                    and mine.content_sha256 = protocol.content_sha256
            )
    )
group by protocol.id, protocol.content
