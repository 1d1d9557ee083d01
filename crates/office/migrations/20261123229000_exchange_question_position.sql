-- Of two questions of the same moment it is known which came later: the newest answer counts.
alter table exchange_question add column position bigint generated always as identity;
