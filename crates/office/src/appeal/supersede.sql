with earlier as (
    update result set superseded_by = $1
    where id = $2 and superseded_by is null
    returning registration_id
)
insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
select $1, registration_id, $3, $4, 'appeal', $5 from earlier
