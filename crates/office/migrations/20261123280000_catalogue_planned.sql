-- When a published plan of the term last set the exam's day, hour and rooms; null: no plan has.
-- From then on the catalogue's own form moves it no more.
alter table exam add column planned_at timestamptz;
