select
    exam.id as exam_id,
    proposal.id is not null as "proposed!",
    committee.id is null as "missing!",
    coalesce(asked.unanswered, false) as "unanswered!",
    asked.asked_at as "asked_at?",
    coalesce(asked.declined, false) as "declined!"
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
left join committee on committee.exam_id = exam.id and committee.kind = 'ordinary'
left join committee_proposal as proposal
    on proposal.exam_id = exam.id
    and proposal.decided_at is null
    and proposal.withdrawn_at is null
    -- A closed protocol leaves nothing to join.
    and not exists (
        select from protocol
        where protocol.committee_id = proposal.third_for and protocol.withdrawn_at is null
    )
left join lateral (
    select
        bool_or(asked.answered_at is null
            and (made.decided_at is null or member.handed_over_at is null and member.id is not null)
        ) as unanswered,
        min(made.proposed_at) filter (where asked.answered_at is null
            and (made.decided_at is null or member.handed_over_at is null and member.id is not null)
        ) as asked_at,
        -- A seat that nobody else has been given since.
        bool_or(asked.accepted = false
            and not exists (
                select from committee_member as other
                where other.committee_id = made.committee_id and other.position = asked.position
            )
            and not exists (
                select from committee_proposal as later
                where later.exam_id = made.exam_id and later.withdrawn_at is null
                    and later.proposed_at > made.proposed_at
            )
        ) as declined
    from committee_proposal as made
    join committee_proposal_member as asked on asked.proposal_id = made.id
    left join committee_member as member
        on member.committee_id = made.committee_id and member.person_id = asked.person_id
    where made.exam_id = exam.id and made.withdrawn_at is null
        and not exists (
            select from protocol
            where protocol.committee_id = coalesce(made.committee_id, made.third_for)
                and protocol.withdrawn_at is null
        )
        -- Who was called in because two disagreed is not replaced once they agree.
        and (made.third_for is null or asked.position < 3 or committee_disagrees(made.third_for))
) as asked on true
where in_scope(unit.place_code, $1)
  and (proposal.id is not null or asked.unanswered or asked.declined
      or (committee.id is null and exam.exam_date >= $2))
order by exam.exam_date, exam.id
