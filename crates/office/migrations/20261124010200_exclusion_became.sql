-- What became of what was sent to the register: it was not taken, or nobody here has sent it. And what the
-- register tells of no more though it stands, since this institution shares exclusions no longer: told anew,
-- the same version counts again.
alter table exclusion_alert drop constraint exclusion_alert_what_check;
alter table exclusion_alert add constraint exclusion_alert_what_check
    check (what in ('new', 'changed', 'deleted', 'expired', 'unfounded', 'unsound', 'halted',
        'not_taken', 'not_ours', 'not_shared', 'refused', 'withdrawn'));
alter table exclusion_told_row drop constraint exclusion_told_row_removed_check;
alter table exclusion_told_row add constraint exclusion_told_row_removed_check
    check (removed in ('deleted', 'expired', 'not_shared'));
