-- What the list shows of these entries, in their order.
select
    archive_entry.id, archive_entry.case_number, archive_entry.direction, archive_entry.title,
    archive_entry.description, archive_entry.correspondent, archive_entry.access_code,
    archive_entry.archive_code, archive_entry.subject_kind, archive_entry.subject_id,
    archive_entry.letter_id, archive_entry.registered_at,
    unit.name_nb, unit.name_nn, unit.name_en,
    letter.rendered_at is not null as "readable!",
    coalesce(exam_registration.person_id, misconduct.person_id, letter.person_id) as "person_id?"
from unnest($1::uuid[]) with ordinality as shown(id, place)
join archive_entry on archive_entry.id = shown.id
join unit on unit.id = archive_entry.unit_id
left join letter on letter.id = archive_entry.letter_id
-- Whose case it is, where it is a student's.
left join appeal on archive_entry.subject_kind = 'appeal' and appeal.id = archive_entry.subject_id
left join exam_registration on exam_registration.id = appeal.registration_id
left join misconduct on archive_entry.subject_kind = 'misconduct'
    and misconduct.id = archive_entry.subject_id
order by shown.place
