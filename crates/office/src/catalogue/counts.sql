select
    count(*) filter (where registration.status = 'registered') as "registered!",
    count(*) filter (where registration.status = 'withdrawn') as "withdrawn!",
    count(*) filter (where registration.status = 'registered'
        and candidate_number is not null) as "numbered!",
    count(*) filter (where registration.status = 'registered' and room_id is not null) as "placed!",
    count(registration.delivered_at) as "delivered!",
    count(registration.absence) filter (where registration.status = 'registered') as "absent!",
    count(*) filter (where registration.status = 'registered' and language = 'nb') as "wish_nb!",
    count(*) filter (where registration.status = 'registered' and language = 'nn') as "wish_nn!",
    count(*) filter (where registration.status = 'registered' and language = 'en') as "wish_en!",
    (select count(distinct language) from exam_document
        where exam_id = $1 and kind = 'paper' and replaced_by is null) as "papers!",
    (select count(*) from committee_member
        join committee on committee.id = committee_member.committee_id
        where committee.exam_id = $1 and committee.kind = 'ordinary') as "members!",
    exists (select from protocol where exam_id = $1 and kind = 'original'
        and withdrawn_at is null) as "sealed!",
    exists (select from protocol where exam_id = $1 and kind = 'original'
        and announced_at is not null) as "announced!",
    (select count(*) from appeal
        join exam_registration on exam_registration.id = appeal.registration_id
        where exam_registration.exam_id = $1
            and appeal.state not in ('refused', 'decided', 'withdrawn')) as "open_appeals!"
from exam_registration as registration
where registration.exam_id = $1
