select delivery_file.file_id as "file_id!", 'answer' as "kind!", '' as "language!", file.media_type as "media_type!"
from delivery
join delivery_file on delivery_file.delivery_id = delivery.id and delivery_file.replaced_by is null
join file on file.id = delivery_file.file_id
where delivery.registration_id = $1
union all
select exam_document.file_id, exam_document.kind, exam_document.language, file.media_type
from exam_document
join file on file.id = exam_document.file_id
where exam_document.exam_id = $2 and exam_document.replaced_by is null
order by 2, 3, 1
