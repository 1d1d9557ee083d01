insert into exam_registration
    (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
values ($1, $2, $3, 'nb', 'registered', $4, $4, 1)
