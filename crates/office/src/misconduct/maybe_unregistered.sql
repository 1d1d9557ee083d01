-- Decided cases with a measure that lasts, without a row that counts or waits to, with one that was refused
-- or taken back and that no other stands for, or where what counts or waits says otherwise than the decision
-- on the appeal. What each really lacks the routine says.
select decision.misconduct_id
from misconduct_decision decision
join misconduct on misconduct.id = decision.misconduct_id
left join misconduct_appeal appeal on appeal.misconduct_id = decision.misconduct_id
cross join lateral (
    select count(*) as rows,
        bool_or(last.action <> 'delete'
            and (last.from_on, last.to_on) is distinct from (appeal.from_on, appeal.to_on)) as other
    from exclusion_decision registered
    join exclusion_row own on own.decision_id = registered.id
    cross join lateral (
        select action, from_on, to_on from exclusion_row_version
        where row_id = own.id and ended_at is null order by version desc limit 1
    ) last
    where registered.case_id = decision.misconduct_id
) counts
where decision.legal_basis is not null and misconduct.person_id <> $2
    and greatest(decision.to_on, appeal.to_on) >= $1
    and (counts.rows = 0 and appeal.outcome is distinct from 'reversed'
        or appeal.outcome is distinct from 'reversed' and exists (
            select from exclusion_decision registered
            join exclusion_row lost on lost.decision_id = registered.id
            join exclusion_row_version first on first.row_id = lost.id and first.version = 1
                and first.ended_at is not null
            where registered.case_id = decision.misconduct_id and not exists (
                select from exclusion_decision also
                join exclusion_row other on other.decision_id = also.id
                    and (other.kind, other.classification) = (lost.kind, lost.classification)
                join exclusion_row_version begun on begun.row_id = other.id and begun.version = 1
                    and begun.ended_at is null and begun.programme is not distinct from first.programme
                where also.case_id = decision.misconduct_id))
        or appeal.outcome in ('changed', 'reversed') and counts.other)
order by decision.decided_on, decision.misconduct_id
