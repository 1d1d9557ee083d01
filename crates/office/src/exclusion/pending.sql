-- Rows whose last version waits for control longer than $2 days on $1, or was refused. What was refused stands
-- here until it is registered anew, or somebody else than the one who refused and the one who registered it
-- has seen that it was.
select own.id, own.kind, own.classification, last.from_on as "from_on!", last.ended_at is not null as "refused!"
from exclusion_row own
cross join lateral (
    select version, from_on, to_on, programme, registered_at, controlled_at, ended, ended_at
    from exclusion_row_version where row_id = own.id order by version desc limit 1
) last
where own.gone_at is null and own.person_id <> $3 and last.to_on >= $1 and last.controlled_at is null
    and (last.ended_at is null
            and (last.registered_at at time zone 'Europe/Oslo')::date + $2::integer < $1::date
        or last.ended = 'refused'
            and not exists (select from exclusion_alert
                where row_id = own.id and version = last.version and what = 'refused'
                    and seen_at is not null)
            and not exists (
                select from exclusion_row other
                join exclusion_row_version begun on begun.row_id = other.id and begun.version = 1
                    and begun.ended_at is null
                where other.person_id = own.person_id and other.id <> own.id
                    and (other.kind, other.classification) = (own.kind, own.classification)
                    and begun.programme is not distinct from last.programme
                    and begun.registered_at >= last.ended_at))
order by last.registered_at, own.id
