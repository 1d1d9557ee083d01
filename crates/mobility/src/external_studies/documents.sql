select
    document.id, document.person_id, document.source, document.issuer, document.question_id,
    document.purpose, document.basis, document.key_id, document.by_student, document.learner,
    document.generated_at, document.received_at,
    array(select distinct note ->> 'what' from jsonb_array_elements(document.notes) note) as "notes!",
    identity.same as "same?",
    exists (select from external_set_aside aside where aside.document_id = document.id) as "set_aside!",
    exists (select from external_import import where import.document_id = document.id) as "imported!",
    exists (
        select from external_document newer
        where newer.person_id = document.person_id and newer.issuer = document.issuer
            and (newer.received_at, newer.id) > (document.received_at, document.id)
    ) as "outdated!"
from external_document document
left join external_identity identity on identity.document_id = document.id
where ($1::uuid is null or document.id = $1) and ($2::uuid is null or document.person_id = $2)
order by document.received_at desc, document.id desc
