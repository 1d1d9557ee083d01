select
    result_id, case_number, lodged_on, channel, registered_at, registered_by, work_handed_in, grounds, state,
    late_excused, late_assessment, because, rule_set, outcome_grade, needs, decided_at
from appeal
where id = $1
