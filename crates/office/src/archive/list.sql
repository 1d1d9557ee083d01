-- The page is cut along the index of time, and all are counted in an index alone, before
-- anything is looked up beside the entries of the page.
with matching as not materialized (
    select archive_entry.id, archive_entry.registered_at
    from archive_entry
    join unit on unit.id = archive_entry.unit_id
    where in_scope(unit.place_code, $1)
        and ($2::text = '' or archive_entry.case_number = $2)
        and ($3::text = '' or archive_entry.direction = $3)
),
page as (
    select id from matching order by registered_at desc, id desc limit $4 offset $5
)
select
    archive_entry.id, archive_entry.case_number, archive_entry.direction, archive_entry.title,
    archive_entry.description, archive_entry.correspondent, archive_entry.access_code,
    archive_entry.archive_code, archive_entry.subject_kind, archive_entry.subject_id,
    archive_entry.letter_id, archive_entry.registered_at,
    unit.name_nb, unit.name_nn, unit.name_en,
    letter.rendered_at is not null as "readable!",
    coalesce(exam_registration.person_id, letter.person_id) as "person_id?",
    (select count(*) from matching) as "total!"
from page
join archive_entry on archive_entry.id = page.id
join unit on unit.id = archive_entry.unit_id
left join letter on letter.id = archive_entry.letter_id
-- Whose case it is, where it is a student's.
left join appeal on archive_entry.subject_kind = 'appeal' and appeal.id = archive_entry.subject_id
left join exam_registration on exam_registration.id = appeal.registration_id
order by archive_entry.registered_at desc, archive_entry.id desc
