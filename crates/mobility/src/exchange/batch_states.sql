-- The newest question to each institution in each case of a round, counted by what became of it.
with newest as (
    select distinct on (question.exchange_id, question.institution)
        question.institution, question.state, question.outcome, question.due_at
    from exchange_batch_person member
    join exchange_question question on question.exchange_id = member.exchange_id
    where member.batch_id = $1
    order by question.exchange_id, question.institution, question.position desc
)
select
    institution,
    case
        when state = 'waiting' and due_at < $2 then 'late'
        when state = 'answered' then outcome
        else state
    end as "word!",
    count(*) as "count!"
from newest group by 1, 2 order by 1, 2
