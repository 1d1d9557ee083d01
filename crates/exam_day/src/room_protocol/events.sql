-- What happened in these rooms, in its order, with the case that a suspicion has become.
select event.id, event.booking_id, event.kind, event.happened_at, event.registration_id, event.what,
    (select id from misconduct where misconduct.registration_id = event.registration_id
        and event.kind = 'suspicion' order by registered_at desc limit 1) as misconduct
from room_event as event
where event.booking_id = any($1)
order by event.happened_at, event.noted_at, event.id
