select id from person where lower(email) = lower($1) and email <> '' limit 2
