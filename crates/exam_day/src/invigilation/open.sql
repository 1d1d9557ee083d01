-- What is to be told of turns ahead: new ones, those that were taken away, and those whose room is reserved
-- no more.
select counted.untold as "untold!", counted.untold_from, counted.without_room as "without_room!",
    (select count(*) from invigilator_hours where attested_at is null) as "to_attest!"
from (
    select count(*) as untold, min(turn.from_at) as untold_from,
        count(*) filter (where turn.ended_at is null and booking.ended_at is not null) as without_room
    from invigilator_turn as turn
    join room_booking as booking on booking.id = turn.booking_id
    where turn.from_at > $1
        and (turn.ended_at is null and (turn.told_at is null or booking.ended_at is not null)
            or turn.ended_at is not null and turn.told_at is not null and turn.end_told_at is null)
) as counted
