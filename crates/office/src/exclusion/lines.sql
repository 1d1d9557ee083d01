-- A page of exclusions: of this institution, each as its controlled version says, or else its last one; and
-- those that the register has told of. Where a row stands is what `Status::of` says of it.
with line as (
    select own.id, true as own, own.person_id, $1::text as institution, own.kind, own.classification,
        shown.programme, shown.from_on, shown.to_on,
        case
            when in_force.version is not null and waiting.action = 'delete' then 'deletion-waits'
            when in_force.version is not null and waiting.action is not null then 'change-waits'
            when in_force.version is not null then 'in-force'
            when waiting.action is not null then 'waiting'
            when controlled.version is not null then 'deleted'
            when last.ended in ('withdrawn', 'overtaken') then last.ended
            else 'refused'
        end as status,
        decision.journal_number, decision.legal_basis, decision.under_appeal,
        decision.registered_at as since
    from exclusion_row own
    join exclusion_decision decision on decision.id = own.decision_id
    join lateral (select * from exclusion_row_version
        where row_id = own.id order by version desc limit 1) last on true
    left join lateral (select version, action from exclusion_row_version
        where row_id = own.id and controlled_at is not null order by version desc limit 1) controlled on true
    left join exclusion_row_version in_force on in_force.row_id = own.id
        and in_force.version = controlled.version and controlled.action <> 'delete'
    left join exclusion_row_version waiting on waiting.row_id = own.id
        and waiting.controlled_at is null and waiting.ended_at is null
    join exclusion_row_version shown on shown.row_id = own.id
        and shown.version = coalesce(in_force.version, last.version)
    union all
    select row_id, false, person_id, institution, kind, classification, programme, from_on, to_on,
        'in-force', null, null, false, told_at
    from exclusion_told_row
    where $2 and removed_at is null
)
select id as "id!", own as "own!", person_id as "person_id!", institution as "institution!",
    kind as "kind!", classification as "classification!", programme as "programme?",
    from_on as "from_on!", to_on as "to_on!", status as "status!", journal_number as "journal_number?",
    legal_basis as "legal_basis?", under_appeal as "under_appeal!", count(*) over () as "total!"
from line
where ($3::text is null or status = $3) and ($4::text is null or kind = $4)
    and ($5::date is null or to_on >= $5) and ($6::date is null or from_on <= $6)
order by own desc, status not in ('waiting', 'change-waits', 'deletion-waits'), since, kind, classification,
    id
limit $7 offset $8
