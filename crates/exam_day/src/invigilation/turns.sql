select turn.id, turn.booking_id, turn.invigilator_id, turn.head, turn.from_at, turn.until_at,
    turn.told_at, turn.ended_at, turn.end_told_at,
    invigilator.person_id, person.given_name, person.family_name, person.protected_address,
    room.code as room, booking.ended_at is not null as "cancelled!",
    worked.from_at as "worked_from?", worked.until_at as "worked_until?",
    worked.reported_by as "reported_by?", worked.attested_at as "attested_at?"
from invigilator_turn as turn
join invigilator on invigilator.id = turn.invigilator_id
join person on person.id = invigilator.person_id
join room_booking as booking on booking.id = turn.booking_id
join room on room.id = booking.room_id
left join invigilator_hours as worked on worked.turn_id = turn.id
where ($1::uuid is null or turn.id = $1)
    and ($2::uuid is null or turn.invigilator_id = $2)
    and ($3::uuid is null or turn.booking_id = $3)
    and ($4::timestamptz is null or turn.from_at >= $4)
    and ($5::timestamptz is null or turn.from_at < $5)
order by turn.from_at, room.code, turn.head desc, person.family_name collate "nb-NO-x-icu", turn.id
