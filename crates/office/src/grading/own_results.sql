select
    result.id, registration.exam_id, result.registration_id, result.protocol_id, result.grade, result.origin,
    result.announced_at, result.superseded_by is not null as "superseded!",
    exists (
        select from exam_document as guide
        where guide.exam_id = registration.exam_id
          and guide.kind = 'guide'
          and guide.replaced_by is null
    ) as "has_guide!"
from result
join exam_registration as registration on registration.id = result.registration_id
where registration.person_id = $1
order by result.announced_at desc, result.id desc
