insert into person (
    id, national_id, student_number, given_name, family_name, birth_date,
    email, postal_address, language, protected_address
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
