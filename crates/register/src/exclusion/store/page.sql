with token as materialized (select distinct token from exclusion_token)
select
    list.version,
    array(select epoch from exclusion_epoch where closed_at is null order by epoch) as "epochs!",
    (select count(*) from token) as "count!",
    case list.version
        when $1 then array[]::bytea[]
        else array(select token from token order by token offset $2 limit $3)
    end as "tokens!"
from exclusion_list list
