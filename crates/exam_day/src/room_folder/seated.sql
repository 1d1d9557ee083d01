-- Who sits in these reserved rooms: in the order of seats, those without one last, by number.
select part.booking_id as booking, registration.id as registration, registration.exam_id as exam,
    registration.person_id, registration.candidate_number, registration.language,
    person.given_name, person.family_name, person.protected_address, taken.seat as "seat?",
    granted.extra_minutes as "extra_minutes?", granted.extra_percent as "extra_percent?",
    granted.equipment as "equipment?"
from room_booking_exam as part
join room_booking as booking on booking.id = part.booking_id
join exam_registration as registration on registration.exam_id = part.exam_id
    and registration.room_id = booking.room_id and registration.status = 'registered'
join person on person.id = registration.person_id
left join room_seat as taken
    on taken.booking_id = part.booking_id and taken.registration_id = registration.id
left join accommodation as granted on granted.person_id = registration.person_id and granted.ended_at is null
    and (booking.from_at at time zone 'Europe/Oslo')::date between granted.first_on and granted.last_on
where part.ended_at is null and part.booking_id = any($1)
order by part.booking_id, taken.seat, registration.candidate_number, registration.id
