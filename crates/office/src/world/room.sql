insert into room (id, code, name, capacity) values ($1, $2, $3, $4)
