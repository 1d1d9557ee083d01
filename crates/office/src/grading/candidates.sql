select *
from (
    select
        registration.id as "registration_id!",
        registration.candidate_number::text as "number!",
        registration.delivered_at is not null as "delivered!",
        registration.absence as "absence?"
    from committee
    join exam_registration as registration
        on registration.exam_id = committee.exam_id
        and registration.status = 'registered'
        and registration.candidate_number is not null
    where committee.id = $1 and committee.kind = 'ordinary'
    union all
    select appeal.registration_id, package.candidate_number, true, null
    from regrade_package as package
    join appeal on appeal.id = package.appeal_id
    where package.committee_id = $1 and package.sent_at is not null
        -- Whose appeal is withdrawn, that answer is nobody's to read or grade any more.
        and appeal.state <> 'withdrawn'
) as candidate
order by length("number!"), "number!"
