select
    letter.id, letter.kind, letter.language, letter.channel, letter.created_at, letter.sent_at,
    letter.subject_kind, letter.subject_id, letter.person_id, letter.rendered_at,
    array(
        select letter_copy.role || '@' || unit.place_code
        from letter_copy join unit on unit.id = letter_copy.unit_id
        where letter_copy.letter_id = letter.id
        order by 1
    ) as "copies!",
    letter_notice.address as "address?", letter_notice.told_at as "told_at?",
    letter_notice.not_told_at as "not_told_at?"
from letter
left join letter_notice on letter_notice.letter_id = letter.id
order by letter.created_at, letter.id
