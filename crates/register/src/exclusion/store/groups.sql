with standing as (
    select x.institution, e.type, e.period_from
    from exclusion x
    join exclusion_element e on e.exclusion_id = x.id and e.version = x.version
    where x.ended is null
)
select 'type' as "by!", type as "what!", count(*) as "count!" from standing group by type
union all
select 'institution', institution, count(*) from standing group by institution
union all
select 'status', case when period_from <= $1 then 'in-force' else 'to-come' end, count(*)
from standing group by 2
union all
select 'status', ended, count(*) from exclusion where ended is not null group by ended
order by 1, 2
