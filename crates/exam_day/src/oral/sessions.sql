-- The sessions of an oral that stand, each with its room; those of one booking that was given back have none.
select
    session.id, session.from_at, session.until_at, session.decided, session.set_up_at, session.cleared_at,
    booking.id as "booking_id?", room.id as "room_id?", room.code as "room_code?", room.name as "room_name?"
from oral_session as session
left join room_booking as booking on booking.id = session.booking_id and booking.ended_at is null
left join room on room.id = booking.room_id
where session.exam_id = $1 and session.ended_at is null
order by session.from_at, session.id
