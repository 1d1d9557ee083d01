select exists (
    select from role_grant
    join unit on unit.id = role_grant.unit_id
    where role_grant.person_id = $1
        and role_grant.role = any($2)
        and in_scope($3, array[unit.place_code])
        and (role_grant.valid_to is null or role_grant.valid_to >= $4)
) as "holds!"
