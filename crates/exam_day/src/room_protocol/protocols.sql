-- What the protocols of these rooms say of the room as a whole.
select protocol.booking_id as "booking_id!", protocol.version as "version!",
    protocol.aids_checked as "aids_checked!", protocol.explanation as "explanation!",
    protocol.closed_at as "closed_at?", person.given_name as "given_name?", person.family_name as "family_name?",
    person.protected_address as "protected_address?"
from room_protocol as protocol
left join person on person.id = protocol.closed_by
where protocol.booking_id = any($1)
