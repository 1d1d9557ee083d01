-- The version of the row that a refusal rests on: when the row is another one later, an appeal that was
-- upheld says nothing of that.
alter table quarantine_refusal add column row_version integer check (row_version > 0);
