with not_told as (
    update letter_notice set not_told_at = $2 where letter_id = $1 returning letter_id
)
update letter set channel = 'print' from not_told where letter.id = not_told.letter_id
