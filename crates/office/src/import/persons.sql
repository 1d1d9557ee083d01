-- The national id and date of birth that the office knows stay; what a person chose
-- stays too: the language is set for new persons only.
insert into person (id, student_number, national_id, given_name, family_name, birth_date,
    email, language, protected_address)
select given.id, given.student_number, given.national_id, given.given_name, given.family_name,
    given.birth_date::date, given.email, given.language, given.protected_address
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::boolean[])
    as given(id, student_number, national_id, given_name, family_name, birth_date, email,
        language, protected_address)
on conflict (student_number) do update
set given_name = excluded.given_name,
    family_name = excluded.family_name,
    national_id = coalesce(person.national_id, excluded.national_id),
    birth_date = coalesce(person.birth_date, excluded.birth_date),
    email = excluded.email,
    protected_address = excluded.protected_address
where (person.given_name, person.family_name, person.email, person.protected_address)
        is distinct from (excluded.given_name, excluded.family_name, excluded.email,
            excluded.protected_address)
    or (person.national_id is null and excluded.national_id is not null)
    or (person.birth_date is null and excluded.birth_date is not null)
returning (xmax = 0) as "added!"
