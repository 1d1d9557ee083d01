select exists (
    select from look
    where subject_person = $1 and actor_id = $2 and purpose = 'appeal-answer' and at >= $3
) as "looked!"
