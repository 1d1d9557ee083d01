update appeal
set state = 'further', needs = 'further-assessment', because = $2, handled_by = $3
where id = $1
