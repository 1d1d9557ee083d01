with newest as (select max(epoch) as epoch from exclusion_epoch),
spent as (
    select
        institution,
        coalesce(sum(count) filter (where day = $1), 0) as today,
        coalesce(sum(count) filter (where epoch = (select epoch from newest)), 0) as under_key
    from exclusion_evaluated
    group by institution
),
in_force as (
    select distinct on (change.institution) change.institution, change.declared_size
    from exclusion_quota_change change
    join exclusion_quota_control control on control.change_id = change.id
    where control.outcome = 'approved'
    order by change.institution, control.position desc
)
select
    coalesce(q.institution, s.institution) as "institution!",
    q.declared_size as "declared_size?",
    coalesce(s.today, 0)::bigint as "today!",
    coalesce(s.under_key, 0)::bigint as "under_key!"
from in_force q
full join spent s on s.institution = q.institution
order by 1
