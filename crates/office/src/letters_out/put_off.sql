update letter_notice set attempts = attempts + 1 where letter_id = $1
