select exists (
    select from letter_copy
    join unit on unit.id = letter_copy.unit_id
    where letter_copy.letter_id = $1
        and exists (
            select from unnest($2::text[], $3::text[]) as held(role, place)
            where held.role = letter_copy.role
                and (unit.place_code = held.place or starts_with(unit.place_code, held.place || '.'))
        )
) as "reader!"
