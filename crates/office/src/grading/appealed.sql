select
    result.registration_id, result.grade, result.origin = 'appeal' as "is_final!",
    exists (
        select from appeal
        where appeal.registration_id = result.registration_id
          and appeal.state not in ('refused', 'decided', 'withdrawn')
    ) as "appealed!"
from result
where result.registration_id = any($1) and result.superseded_by is null
