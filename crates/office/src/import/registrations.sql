-- Who has withdrawn stays withdrawn; only the wish of a registration in force is changed.
insert into exam_registration
    (id, exam_id, person_id, language, status, registered_at, status_at)
select given.id, given.exam_id, given.person_id, given.language, 'registered', $5, $5
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])
    as given(id, exam_id, person_id, language)
on conflict (exam_id, person_id) do update set language = excluded.language
where exam_registration.language is distinct from excluded.language
    and exam_registration.status = 'registered'
returning (xmax = 0) as "added!"
