-- A failed job waits in wall time (`retry_at`), a running one is leased (`leased_until`): the
-- demo's clock waits for the running ones only.
alter table job add column retry_at timestamptz;
