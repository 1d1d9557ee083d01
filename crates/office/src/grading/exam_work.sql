select
    exam.id as exam_id,
    deadline.due_on as "due_on?",
    deadline.because as "because?",
    sanction.due_on as "sanction_on?",
    case
        when protocol.id is not null
            or exists (
                select from committee_member
                where committee_id = committee.id and position = 3
            ) then 0
        else (
            select count(*)
            from standpoint as one
            join committee_member as first
                on first.id = one.committee_member_id and first.position = 1
            join standpoint as other on other.registration_id = one.registration_id
            join committee_member as second
                on second.id = other.committee_member_id
                and second.position = 2
                and second.committee_id = first.committee_id
            where first.committee_id = committee.id
              and one.replaced_by is null
              and other.replaced_by is null
              and one.grade <> other.grade
        )
    end as "disputed!",
    case when protocol.id is not null then 0 else (
        select count(*)
        from (
            select one.registration_id
            from standpoint as one
            join committee_member as seat on seat.id = one.committee_member_id
            where seat.committee_id = committee.id and one.replaced_by is null
            group by one.registration_id
            having count(distinct one.grade) = 3
        ) as differing
        where not exists (
            select from agreement
            where agreement.committee_id = committee.id
              and agreement.registration_id = differing.registration_id
              and agreement.replaced_by is null
              and (
                  select count(*) from agreement_signature where agreement_id = agreement.id
              ) >= 3
              -- It settles those standpoints that stand now.
              and not exists (
                  select from standpoint as now
                  join committee_member as seat on seat.id = now.committee_member_id
                  where seat.committee_id = committee.id
                    and now.registration_id = differing.registration_id
                    and now.replaced_by is null
                    and not exists (
                        select from agreement_standpoint as settled
                        where settled.agreement_id = agreement.id
                          and settled.standpoint_id = now.id
                    )
              )
        )
    ) end as "unsettled!",
    protocol.id as "protocol_id?",
    protocol.id is not null
        and not exists (
            select from committee_member as member
            where member.committee_id = committee.id
              and not exists (
                  select from protocol_signature
                  where protocol_id = protocol.id and person_id = member.person_id
              )
        ) as "signed!",
    coalesce(protocol.received_at is not null, false) as "received!",
    exists (
        select from committee_member as member
        where member.committee_id = committee.id
          and member.handed_over_at is null
          and not exists (select from standpoint where committee_member_id = member.id)
    )
    and exists (
        select from exam_registration as registration
        where registration.exam_id = exam.id
          and registration.status = 'registered'
          and registration.candidate_number is not null
          and registration.delivered_at is not null
    ) as "to_hand_over!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
join committee on committee.exam_id = exam.id and committee.kind = 'ordinary'
left join protocol
    on protocol.committee_id = committee.id
    and protocol.withdrawn_at is null
    and protocol.announced_at is null
left join deadline
    on deadline.subject_kind = 'exam'
    and deadline.subject_id = exam.id
    and deadline.kind = 'grading-deadline'
left join deadline as sanction
    on sanction.subject_kind = 'exam'
    and sanction.subject_id = exam.id
    and sanction.kind = 'grading-sanction'
where in_scope(unit.place_code, $1)
  and exam.exam_date <= $2
  and (
      protocol.id is not null
      or not exists (
          select from protocol as announced
          where announced.committee_id = committee.id and announced.announced_at is not null
      )
  )
order by deadline.due_on nulls last, exam.id
