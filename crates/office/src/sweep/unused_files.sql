-- Every column that points to a file stands here; a test holds this against the schema. A CV that
-- was exchanged is named by the entry of its act alone.
with unused as (
    select file.id
    from file
    where not exists (select from file_chunk where file_chunk.file_id = file.id and file_chunk.stored_at >= $1)
        and not exists (select from delivery_file where delivery_file.file_id = file.id)
        and not exists (select from exam_document where exam_document.file_id = file.id)
        and not exists (select from examiner where examiner.cv_file_id = file.id)
        and not exists (select from letter where letter.file_id = file.id)
        and not exists (select from archive_entry where archive_entry.file_id = file.id)
        and not exists (select from regrade_package_item where regrade_package_item.file_id = file.id)
        and not exists (select from recognition_file where recognition_file.file_id = file.id)
        and not exists (
            select from audit_entry
            where audit_entry.action = 'examiner.cv' and audit_entry.body like '%' || file.id::text || '%'
        )
),
content as (
    delete from file_chunk using unused where file_chunk.file_id = unused.id
)
delete from file using unused where file.id = unused.id
