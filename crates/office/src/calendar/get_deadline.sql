select due_on, because, rule_set
from deadline
where subject_kind = $1 and subject_id = $2 and kind = $3
