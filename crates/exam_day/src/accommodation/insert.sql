insert into accommodation (id, person_id, unit_id, case_ref, extra_minutes, extra_percent, needs, equipment,
    first_on, last_on, entered_by, entered_at)
select $1, $2, unit.id, $4, $5, $6, $7, $8, $9, $10, $11, $12 from unit where unit.place_code = $3
