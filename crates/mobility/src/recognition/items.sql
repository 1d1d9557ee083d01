select
    item.id, item.position, item.row_id, item.version, item.regulated, item.content, item.promised_by,
    -- Another version stands now, or the issuer says that it is another.
    coalesce(newest.version <> item.version, false) or exists (
        select from external_correction correction
        where correction.person_id = row.person_id and correction.issuer = row.issuer
            and correction.result_id = row.result_id
            and not exists (
                select
                from external_import import
                join external_document later on later.id = import.document_id
                where import.row_id = row.id
                    and (later.received_at, later.id) > (correction.told_at, correction.id))
    ) as "changed!",
    coalesce(newest.withdrawn, false) as "gone!"
from recognition_item item
left join external_row row on row.id = item.row_id
left join lateral (
    select version, withdrawn from external_row_version
    where row_id = item.row_id order by version desc limit 1
) newest on true
where item.recognition_id = $1
order by item.position
