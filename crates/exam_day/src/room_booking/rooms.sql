select room.id, room.code, room.name, room.capacity,
    coalesce(array_agg(room_feature.feature order by room_feature.feature)
        filter (where room_feature.feature is not null), '{}') as "features!",
    exists (select from room_booking as booking
        where booking.room_id = room.id and booking.ended_at is null
            and tstzrange(booking.from_at, booking.until_at) && tstzrange($2, $3)) as "taken!"
from room
left join room_feature on room_feature.room_id = room.id
where $1::text is null or room.code = $1
group by room.id
order by room.code
