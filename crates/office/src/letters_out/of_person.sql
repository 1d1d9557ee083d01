select
    letter.id, letter.kind, letter.language, letter.channel, letter.created_at, letter.sent_at,
    letter_notice.told_at as "told_at?", letter_notice.not_told_at as "not_told_at?",
    coalesce(letter.data #>> '{course,code}', letter.data #>> '{assignment,course,code}') as about
from letter
left join letter_notice on letter_notice.letter_id = letter.id
where letter.person_id = $1 and letter.rendered_at is not null
order by letter.created_at desc, letter.id desc
