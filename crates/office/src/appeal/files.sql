-- The answer, and paper and guide as they stood when the grade was announced: what is put in
-- afterwards may come of the appeal. Only of a kind that did not exist then is it taken all the
-- same, as late, for an officer to look at.
with announced as (
    select min(result.announced_at) as at from result where result.registration_id = $1
),
documents as (
    select exam_document.kind, exam_document.language, exam_document.file_id, exam_document.replaced_by,
        exam_document.added_at > announced.at as late,
        coalesce(newer.added_at > announced.at, true) as kept
    from exam_document
    cross join announced
    left join exam_document as newer on newer.id = exam_document.replaced_by
    where exam_document.exam_id = $2
)
select delivery_file.file_id as "file_id!", 'answer' as "kind!", '' as "language!",
    file.media_type as "media_type!", false as "late!"
from delivery
join delivery_file on delivery_file.delivery_id = delivery.id and delivery_file.replaced_by is null
join file on file.id = delivery_file.file_id
where delivery.registration_id = $1
union all
select documents.file_id, documents.kind, documents.language, file.media_type, documents.late
from documents
join file on file.id = documents.file_id
where case
    when documents.late then documents.replaced_by is null
        and not exists (select from documents as earlier where earlier.kind = documents.kind and not earlier.late)
    else documents.kept
end
order by 2, 3, 1
