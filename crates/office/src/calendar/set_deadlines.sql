insert into deadline
    (subject_kind, subject_id, kind, due_on, because, rule_set, rule_set_hash, computed_at)
select subject.kind, subject.id, $3, $4, $5, $6, $7, $8
from unnest($1::text[], $2::uuid[]) as subject(kind, id)
on conflict (subject_kind, subject_id, kind) do update set
    due_on = excluded.due_on,
    because = excluded.because,
    rule_set = excluded.rule_set,
    rule_set_hash = excluded.rule_set_hash,
    computed_at = excluded.computed_at
