-- What a list shows of these letters, in their order.
select
    letter.id, letter.kind, letter.language, letter.channel, letter.created_at, letter.sent_at,
    letter.rendered_at, letter_notice.told_at as "told_at?", letter_notice.not_told_at as "not_told_at?",
    letter.person_id, unit.place_code,
    person.given_name as "given_name?", person.family_name as "family_name?",
    person.protected_address as "protected_address?"
from unnest($1::uuid[]) with ordinality as shown(id, place)
join letter on letter.id = shown.id
join unit on unit.id = letter.unit_id
left join person on person.id = letter.person_id
left join letter_notice on letter_notice.letter_id = letter.id
order by shown.place
