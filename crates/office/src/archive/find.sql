-- As list.sql, of those that were looked for, in the order that was asked for. Case numbers run
-- through a year.
select archive_entry.id, count(*) over () as "total!"
from archive_entry
join unit on unit.id = archive_entry.unit_id
left join letter on letter.id = archive_entry.letter_id
left join appeal on archive_entry.subject_kind = 'appeal' and appeal.id = archive_entry.subject_id
left join exam_registration on exam_registration.id = appeal.registration_id
left join misconduct on archive_entry.subject_kind = 'misconduct'
    and misconduct.id = archive_entry.subject_id
left join person on person.id = coalesce(exam_registration.person_id, misconduct.person_id, letter.person_id)
where in_scope(unit.place_code, $1)
    and ($2::text = '' or archive_entry.case_number = $2)
    and ($3::text = '' or archive_entry.direction = $3)
    and ($4::text = '' or archive_entry.case_number = $4
        or position(lower($4) in lower(archive_entry.title || ' ' || archive_entry.correspondent)) > 0
        or goes_by(person, $4))
order by
    case when $5::text = 'case' then length(archive_entry.case_number) end,
    case when $5 = 'case' then archive_entry.case_number end,
    case when $5 = '-case' then length(archive_entry.case_number) end desc,
    case when $5 = '-case' then archive_entry.case_number end desc,
    case when $5 = 'correspondent' then archive_entry.correspondent end collate "nb-NO-x-icu",
    case when $5 = '-correspondent' then archive_entry.correspondent end collate "nb-NO-x-icu" desc,
    case when $5 = 'registered' then archive_entry.registered_at end,
    archive_entry.registered_at desc,
    archive_entry.id desc
limit $6 offset $7
