select
    committee.id as committee_id,
    committee.exam_id,
    committee.kind,
    coalesce(appeal.state = 'withdrawn', false) as "withdrawn!",
    deadline.due_on as "due_on?",
    -- How the deadline of a re-grading was counted tells when the appeal came in.
    case when committee.kind = 'ordinary' then deadline.because end as "because?",
    case
        when committee.kind = 'ordinary' then (
            select count(*)
            from exam_registration as registration
            where registration.exam_id = committee.exam_id
              and registration.status = 'registered'
              and registration.candidate_number is not null
              and registration.delivered_at is not null
        )
        else (
            select count(*) from regrade_package
            where committee_id = committee.id and sent_at is not null
                and appeal.state <> 'withdrawn'
        )
    end as "answers!",
    (
        select count(*) from standpoint
        where committee_member_id = member.id and replaced_by is null
    ) as "given!",
    committee.kind <> 'ordinary' or member.handed_over_at is not null as "has_answers!",
    (
        select asked.answered_at
        from committee_proposal_member as asked
        join committee_proposal as proposal on proposal.id = asked.proposal_id
        where proposal.committee_id = committee.id and asked.person_id = member.person_id
            and asked.accepted
        order by asked.answered_at desc limit 1
    ) as "accepted_at?",
    protocol.id is not null as "sealed!",
    exists (
        select from protocol_signature
        where protocol_id = protocol.id and person_id = member.person_id
    ) as "signed!",
    coalesce(protocol.received_at is not null, false) as "received!"
from committee_member as member
join committee on committee.id = member.committee_id
left join appeal on appeal.id = committee.appeal_id
left join deadline
    on deadline.kind in ('grading-deadline', 'regrade-deadline')
    and (
        (committee.kind = 'ordinary'
            and deadline.subject_kind = 'exam' and deadline.subject_id = committee.exam_id)
        or (committee.kind <> 'ordinary'
            and deadline.subject_kind = 'appeal' and deadline.subject_id = committee.appeal_id
            and appeal.state <> 'withdrawn')
    )
left join protocol
    on protocol.committee_id = committee.id
    and protocol.withdrawn_at is null
    and protocol.kind <> 'rectification'
where member.person_id = $1
order by protocol.received_at is not null or appeal.state is not distinct from 'withdrawn', deadline.due_on nulls last, committee.id
