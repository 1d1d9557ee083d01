-- What decides whether a seat of a committee can be given to somebody now.
select
    exists (
        select from protocol where protocol.committee_id = $1 and protocol.withdrawn_at is null
    ) as "closed!",
    committee_disagrees($1) as "disputed!",
    -- The board gave it when it appointed the committee, and whoever had it has declined.
    exists (
        select from committee_proposal as made
        join committee_proposal_member as asked on asked.proposal_id = made.id
        where made.committee_id = $1
            and made.third_for is null
            and asked.position = $2
            and asked.accepted = false
    ) as "given_back!"
