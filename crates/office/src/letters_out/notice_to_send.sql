select letter_notice.address, letter_notice.attempts, letter.language, letter.rendered_at as "made_at!"
from letter_notice
join letter on letter.id = letter_notice.letter_id
where letter_notice.letter_id = $1
    and letter_notice.told_at is null and letter_notice.not_told_at is null
