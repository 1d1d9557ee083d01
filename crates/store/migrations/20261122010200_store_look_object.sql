-- What was looked at, where a look counts for one thing and not for its neighbour.
alter table look add column object_id uuid;
