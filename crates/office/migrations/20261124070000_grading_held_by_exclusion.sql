-- A grade waits for one of two reasons, and each ends by itself: its answer is under suspicion, or an exclusion
-- bars its candidate from the exam and nobody has decided of that yet. Then there is no case, and no number.
alter table result_hold
    add column because text not null default 'misconduct' check (because in ('misconduct', 'exclusion')),
    add check (because = 'misconduct' or case_number = '');
drop index result_hold_in_force;
create unique index result_hold_in_force on result_hold (registration_id, because) where ended_at is null;
