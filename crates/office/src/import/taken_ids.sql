-- Students who would get a national id that somebody else has. One that the office knows already
-- is kept, so that nothing is taken by it.
select given.student_number as "student_number!"
from unnest($1::text[], $2::text[]) as given(student_number, national_id)
join person as owner on owner.national_id = given.national_id
where owner.student_number is distinct from given.student_number
    and not exists (
        select from person as known
        where known.student_number = given.student_number and known.national_id is not null
    )
