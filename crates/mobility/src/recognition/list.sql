-- The cases at the units in scope but for those of whoever looks; those under way first.
select
    recognition.id, recognition.case_number, recognition.person_id, recognition.state,
    recognition.applied_on, person.given_name, person.family_name, person.protected_address,
    unit.place_code, unit.level,
    exists (
        select from recognition_appeal
        where recognition_id = recognition.id and forwarded_on is not null and settled_on is null
    ) as "forwarded!",
    exists (
        select
        from recognition_item item
        join external_row row on row.id = item.row_id
        where item.recognition_id = recognition.id
            and (item.version < (select max(version) from external_row_version where row_id = row.id)
                or exists (
                    select from external_correction correction
                    where correction.person_id = row.person_id and correction.issuer = row.issuer
                        and correction.result_id = row.result_id
                        and not exists (
                            select
                            from external_import import
                            join external_document later on later.id = import.document_id
                            where import.row_id = row.id
                                and (later.received_at, later.id)
                                    > (correction.told_at, correction.id))))
    ) as "changed!",
    count(*) over () as "total!"
from recognition
join person on person.id = recognition.person_id
join unit on unit.id = recognition.unit_id
where in_scope(unit.place_code, $1)
    and recognition.person_id <> $2
    and ($3::text = '' or recognition.state = $3)
    and ($6::uuid is null or recognition.id = $6)
order by recognition.state in ('decided', 'closed'), recognition.applied_on desc, recognition.id
limit $4 offset $5
