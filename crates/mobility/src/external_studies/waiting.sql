select document.id, document.person_id, document.issuer, document.source, document.received_at
from external_document document
left join external_identity identity on identity.document_id = document.id
where coalesce(identity.same, true)
    and not exists (select from external_set_aside aside where aside.document_id = document.id)
    and not exists (select from external_import import where import.document_id = document.id)
    and not exists (
        select from external_document newer
        where newer.person_id = document.person_id and newer.issuer = document.issuer
            and (newer.received_at, newer.id) > (document.received_at, document.id))
    and (in_scope($1, $2) or exists (
        select
        from exam_registration
        join exam on exam.id = exam_registration.exam_id
        join course on course.id = exam.course_id
        join unit on unit.id = course.unit_id
        where exam_registration.person_id = document.person_id and in_scope(unit.place_code, $2)
    ) or exists (
        select
        from recognition
        join unit on unit.id = recognition.unit_id
        where recognition.person_id = document.person_id and in_scope(unit.place_code, $2)
    ))
order by document.received_at, document.id
