select
    (select count(*) from invigilator_turn where from_at > $1
        and (ended_at is null and told_at is null
            or ended_at is not null and told_at is not null and end_told_at is null))
        as "untold!",
    (select min(from_at) from invigilator_turn where from_at > $1
        and (ended_at is null and told_at is null
            or ended_at is not null and told_at is not null and end_told_at is null)) as untold_from,
    (select count(*) from invigilator_hours where attested_at is null) as "to_attest!"
