select
    letter.id, letter.kind, letter.language, letter.channel, letter.created_at, letter.sent_at,
    letter.rendered_at, unit.place_code,
    person.given_name as "given_name?", person.family_name as "family_name?",
    person.protected_address as "protected_address?",
    count(*) over () as "total!"
from letter
join unit on unit.id = letter.unit_id
left join person on person.id = letter.person_id
where in_scope(unit.place_code, $1)
    and ($2::text = '' or letter.kind = $2)
    and ($3::text = '' or case $3::text
        when 'waiting' then letter.sent_at is null and letter.channel = 'print'
        when 'sent' then letter.sent_at is not null
        else letter.rendered_at is null end)
order by letter.created_at desc, letter.id desc
limit $4 offset $5
