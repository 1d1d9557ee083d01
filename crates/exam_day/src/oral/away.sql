-- When those who examine in an oral are away, whichever exam it was said at; and what was said at this one.
select
    away.id, away.person_id, away.from_at, away.until_at, away.exam_id = $1 as "own!",
    person.given_name, person.family_name, person.protected_address
from oral_away as away
join person on person.id = away.person_id
where away.exam_id = $1 or away.person_id in (
    select part.person_id from oral_session_examiner as part
    join oral_session as session on session.id = part.session_id
    where session.exam_id = $1 and part.ended_at is null)
order by away.from_at, away.id
