insert into deadline
    (subject_kind, subject_id, kind, due_on, because, rule_set, rule_set_hash, computed_at)
select computed.subject_kind, computed.subject_id, computed.kind, computed.due_on, computed.because,
    computed.rule_set, computed.rule_set_hash, $8
from unnest($1::text[], $2::uuid[], $3::text[], $4::date[], $5::jsonb[], $6::text[], $7::text[])
    as computed(subject_kind, subject_id, kind, due_on, because, rule_set, rule_set_hash)
on conflict (subject_kind, subject_id, kind) do update set
    due_on = excluded.due_on,
    because = excluded.because,
    rule_set = excluded.rule_set,
    rule_set_hash = excluded.rule_set_hash,
    computed_at = excluded.computed_at
