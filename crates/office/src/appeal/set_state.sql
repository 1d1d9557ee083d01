update appeal set state = $2, because = $3, handled_by = $4 where id = $1
