insert into examiner
    (person_id, title_nb, title_nn, title_en, workplace, external, employed_at_university, entered_by)
values ($1, $2, $3, $4, $5, $6, $7, (select id from unit where place_code = $8))
