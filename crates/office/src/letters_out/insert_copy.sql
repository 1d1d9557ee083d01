insert into letter_copy (letter_id, unit_id, role) values ($1, $2, $3)
on conflict do nothing
