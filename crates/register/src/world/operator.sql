insert into operator (id, given_name, family_name, language) values ($1, $2, $3, $4)
