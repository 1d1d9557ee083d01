-- When a candidate's own part of an exam begins, and how many minutes it lasts, where each comes at a time
-- of her own: as she has been told it.
alter table exam_registration add column begins_at timestamptz;
alter table exam_registration add column minutes integer check (minutes > 0);
alter table exam_registration add constraint own_time_whole check (num_nulls(begins_at, minutes) in (0, 2));
