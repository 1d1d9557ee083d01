insert into letter_notice (letter_id, address) values ($1, $2)
