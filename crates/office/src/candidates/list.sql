-- A protected person stands last in an alphabetical list, in order of number: the place
-- among the names would tell the name. The list is cut to one page before anything is looked
-- up beside the candidates, and the whole is counted apart, so that no long row is sorted.
with page as (
    select
        registration.id,
        registration.person_id,
        person.given_name,
        person.family_name,
        person.protected_address,
        person.student_number,
        person.email,
        registration.candidate_number,
        registration.language,
        registration.email_delivery,
        room.code as room,
        (case when $2 = 'room' then room.code end) collate "nb-NO-x-icu" as by_room,
        case when $2 = 'number' then registration.candidate_number end as by_number,
        case when person.protected_address then registration.candidate_number end as by_hidden,
        (case when not person.protected_address then person.family_name end)
            collate "nb-NO-x-icu" as by_family,
        (case when not person.protected_address then person.given_name end)
            collate "nb-NO-x-icu" as by_given
    from exam_registration as registration
    join person on person.id = registration.person_id
    left join room on room.id = registration.room_id
    where registration.exam_id = $1
        and registration.status = 'registered'
        and ($3 = '' or room.code = $3)
    order by by_room nulls last, by_number nulls last, protected_address, by_hidden,
        by_family, by_given, registration.id
    limit $5 offset $4
)
select
    page.id,
    page.person_id,
    page.given_name,
    page.family_name,
    page.protected_address,
    case when page.protected_address then '' else coalesce(page.student_number, '') end
        as "student_number!",
    case when page.protected_address then '' else page.email end as "email!",
    page.candidate_number,
    page.language,
    page.email_delivery,
    coalesce(page.room, '') as "room!",
    delivery.id is not null as "delivered!",
    absence.kind as "absence?",
    (
        select count(*)
        from exam_registration as counted
        left join room on room.id = counted.room_id
        where counted.exam_id = $1
            and counted.status = 'registered'
            and ($3 = '' or room.code = $3)
    ) as "total!"
from page
left join delivery on delivery.registration_id = page.id
left join absence on absence.registration_id = page.id
order by by_room nulls last, by_number nulls last, protected_address, by_hidden,
    by_family, by_given, page.id
