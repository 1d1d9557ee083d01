select
    letter.kind, letter.version, letter.language, letter.data, letter.channel,
    letter.rendered_at, letter.sent_at, letter.file_id, letter.person_id,
    unit.place_code, coalesce(person.email, '') as "address!"
from letter
join unit on unit.id = letter.unit_id
left join person on person.id = letter.person_id
where letter.id = $1
