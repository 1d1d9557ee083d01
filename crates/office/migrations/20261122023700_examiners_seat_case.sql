-- The number of the board's case in which this member was called in, where it is another
-- than the committee's own: a third is appointed later than the first two.
alter table committee_member add column case_ref text not null default '';
