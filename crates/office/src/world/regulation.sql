insert into regulation (valid_from, rule_set) values ($1, $2)
