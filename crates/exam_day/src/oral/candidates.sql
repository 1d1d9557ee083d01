-- Who is registered for an oral, in the order of the candidate list, with her place and what she was told.
select
    registration.id, registration.person_id, person.given_name, person.family_name,
    person.protected_address, registration.candidate_number,
    coalesce(own.extra_minutes, 0) as "extra_minutes!", coalesce(own.granted, '') as "granted!",
    session.id as "session_id?", place.begins_at as "begins_at?", coalesce(place.locked, false) as "locked!",
    told.begins_at as "told_begins_at?", told.minutes as "told_minutes?", told.room_id as "told_room_id?",
    room.name as "told_room?",
    array(select partial.person_id from oral_partial as partial
        where partial.registration_id = registration.id) as "not_with!: Vec<uuid::Uuid>"
from exam_registration as registration
join person on person.id = registration.person_id
left join oral_candidate as own on own.registration_id = registration.id
left join oral_place as place on place.registration_id = registration.id
left join oral_session as session on session.id = place.session_id and session.ended_at is null
left join oral_told as told on told.registration_id = registration.id
left join room on room.id = told.room_id
where registration.exam_id = $1 and registration.status = 'registered'
order by person.family_name collate "nb-NO-x-icu", person.given_name collate "nb-NO-x-icu", registration.id
