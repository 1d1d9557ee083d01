select
    archive_entry.id, case_number, direction, title, description, correspondent,
    access_code, archive_code, archive_entry.subject_kind, archive_entry.subject_id, letter_id,
    registered_at,
    unit.name_nb, unit.name_nn, unit.name_en,
    letter.rendered_at is not null as "readable!",
    count(*) over () as "total!"
from archive_entry
join unit on unit.id = archive_entry.unit_id
left join letter on letter.id = archive_entry.letter_id
where in_scope(unit.place_code, $1)
    and ($2::text = '' or case_number = $2)
    and ($3::text = '' or direction = $3)
order by registered_at desc, archive_entry.id desc
limit $4 offset $5
