-- What was answered about a person, the newest first. What an institution has asked on one day for the same, on the
-- same words and with the same answer, is one line: whoever asks often hides nothing behind it. What is contested
-- stands for its like.
select
    id as "id!", institution as "institution!", case_ref as "case_ref!", person_id, purpose as "purpose!",
    basis as "basis!", channel, given_on, text_version, consent_ref, outcome as "outcome!",
    cardinality(results) as "results!", answered_at as "answered_at!", withdrawn_at,
    times as "times!", count(*) over () as "total!"
from (
    select
        answered.*,
        count(*) over alike as times,
        row_number() over (
            alike order by contest.contested_at desc nulls last, answered.answered_at desc, answered.id desc
        ) as place
    from exchange_answered answered
    left join exchange_contest contest on contest.answered_id = answered.id
    where answered.person_id = $1
    window alike as (
        partition by
            answered.institution, (answered.answered_at at time zone 'Europe/Oslo')::date, answered.purpose,
            answered.basis, answered.channel, answered.given_on, answered.consent_ref, answered.outcome,
            answered.withdrawn_at is null
    )
) as answered
where place = 1
order by answered_at desc, id desc
limit $2 offset $3
