select content, valid_from
from regulation_edit
where approved and not (rule_set = any($1))
order by valid_from
