select
    appeal.id, appeal.case_number, appeal.lodged_on, appeal.state, appeal.rule_set,
    course.code, exam.term, exam.kind, unit.place_code,
    person.id as person_id, person.given_name, person.family_name, person.protected_address,
    deadline.due_on as "due_on?", coalesce(deadline.because, '[]') as "because!",
    sanction.due_on as "sanction_on?",
    (select count(*) from committee where committee.appeal_id = appeal.id) as "committees!",
    latest.built_at is not null as "package_built!",
    latest.sent_at is not null as "package_sent!",
    coalesce(not latest.signature_missing, false) as "signed!",
    array(
        select previous.given_name || ' ' || previous.family_name
        from result
        join protocol on protocol.id = result.protocol_id
        join committee_member on committee_member.committee_id = protocol.committee_id
        join person previous on previous.id = committee_member.person_id
        where result.id = appeal.result_id
        order by committee_member.position
    ) as "previous!",
    count(*) over () as "total!"
from appeal
join exam_registration on exam_registration.id = appeal.registration_id
join person on person.id = exam_registration.person_id
join exam on exam.id = exam_registration.exam_id
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join deadline on deadline.subject_kind = 'appeal'
    and deadline.subject_id = appeal.id and deadline.kind = 'regrade-deadline'
left join deadline as sanction on sanction.subject_kind = 'appeal'
    and sanction.subject_id = appeal.id and sanction.kind = 'regrade-sanction'
left join lateral (
    select
        regrade_package.built_at, regrade_package.sent_at,
        protocol.id is null or exists (
            select from committee_member
            where committee_member.committee_id = committee.id
                and not exists (
                    select from protocol_signature
                    where protocol_signature.protocol_id = protocol.id
                        and protocol_signature.person_id = committee_member.person_id
                )
        ) as signature_missing
    from committee
    left join regrade_package on regrade_package.committee_id = committee.id
    left join protocol on protocol.committee_id = committee.id and protocol.withdrawn_at is null
    where committee.appeal_id = appeal.id
    order by committee.kind = 'further' desc
    limit 1
) latest on true
where in_scope(unit.place_code, $1)
    and ($2::text = '' or appeal.state = $2)
    and ($6::text = '' or appeal.case_number = $6 or lower(course.code) = lower($6)
        or goes_by(person, $6))
    -- Whoever assesses an answer anew does not learn of its case.
    and not exists (
        select from committee
        join committee_member on committee_member.committee_id = committee.id
        where committee.appeal_id = appeal.id and committee_member.person_id = $5
    )
order by
    -- Case numbers run through a year. A protected person stands last by name: the place among the
    -- names would tell the name.
    case when $7::text = 'case' then length(appeal.case_number) end,
    case when $7 = 'case' then appeal.case_number end,
    case when $7 = '-case' then length(appeal.case_number) end desc,
    case when $7 = '-case' then appeal.case_number end desc,
    case when $7 = 'course' then course.code end collate "nb-NO-x-icu",
    case when $7 = '-course' then course.code end collate "nb-NO-x-icu" desc,
    case when $7 = 'student' and not person.protected_address then person.family_name end
        collate "nb-NO-x-icu",
    case when $7 = 'student' and not person.protected_address then person.given_name end
        collate "nb-NO-x-icu",
    case when $7 = '-student' and not person.protected_address then person.family_name end
        collate "nb-NO-x-icu" desc nulls last,
    case when $7 = '-student' and not person.protected_address then person.given_name end
        collate "nb-NO-x-icu" desc nulls last,
    case when $7 = 'lodged' then appeal.lodged_on end,
    case when $7 = '-lodged' then appeal.lodged_on end desc,
    case when $7 = '-due' then deadline.due_on end desc nulls last,
    appeal.state in ('refused', 'decided', 'withdrawn'),
    deadline.due_on nulls last,
    appeal.lodged_on desc,
    appeal.id
limit $3 offset $4
