select id from protocol
where committee_id = $1 and kind = 'regrade' and withdrawn_at is null
for update
