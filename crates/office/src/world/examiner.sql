insert into examiner (
    person_id, title_nb, title_nn, title_en, workplace, external, employed_at_university, approved_on, approved_by
)
values ($1, 'førsteamanuensis', 'førsteamanuensis', 'Associate Professor', $2, $3, true, $4, $5)
