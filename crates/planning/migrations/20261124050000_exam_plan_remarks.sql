-- What whoever reads the plan should know: what was asked and cannot be, and what was done instead.
alter table exam_plan add column remarks text not null default '' check (char_length(remarks) <= 4000);
