-- Some of those who have not been told.
select person.id as "id!"
from term_notice_persons($1, $2, $3, $4, $5) as person(id)
where not exists (
    select from term_notice_told as told where told.person_id = person.id and told.notice_id = $6
)
order by person.id
limit $7
