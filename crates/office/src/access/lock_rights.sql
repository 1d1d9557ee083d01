select id from person where id = $1 for no key update
