select
    row.id, row.issuer, row.result_key, version.version, version.content, version.content_hash,
    version.withdrawn, version.imported_at, document.id as document_id, document.source,
    document.key_id is not null as "verified!", document.question_id, document.received_at,
    array(
        select correction.correction
        from external_correction correction
        where correction.person_id = row.person_id and correction.issuer = row.issuer
            and correction.result_id = row.result_id
            and not exists (
                select
                from external_import import
                join external_document later on later.id = import.document_id
                where import.row_id = row.id and (later.received_at, later.id) > (correction.told_at, correction.id))
        order by correction.told_at, correction.id
    ) as "corrections!",
    duplicate.kept as "counted_as?"
from external_row row
join lateral (
    select * from external_row_version where row_id = row.id order by version desc limit 1
) version on true
join external_document document on document.id = version.document_id
left join lateral (
    -- The last word on each pair counts.
    select last.kept
    from (
        select distinct on (least(word.kept, word.other), greatest(word.kept, word.other))
            word.kept, word.other, word.same
        from external_duplicate word
        where row.id in (word.kept, word.other)
        order by least(word.kept, word.other), greatest(word.kept, word.other),
            word.decided_at desc, word.id desc
    ) last
    where last.same and last.other = row.id
    order by last.kept
    limit 1
) duplicate on true
where row.person_id = $1
order by row.issuer, version.content ->> 'kind' <> 'qualification', version.content ->> 'term' desc nulls last,
    version.content ->> 'code', row.id
