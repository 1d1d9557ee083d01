select subject_id, kind, due_on, because, rule_set
from deadline
where subject_kind = any($1) and subject_id = any($2)
