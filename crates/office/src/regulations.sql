select valid_from, rule_set from regulation order by valid_from
