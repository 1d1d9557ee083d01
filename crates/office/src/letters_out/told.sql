with told as (
    update letter_notice set told_at = $2 where letter_id = $1 returning letter_id
)
update letter set sent_at = $2 from told where letter.id = told.letter_id
