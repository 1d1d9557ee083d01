select title, issued_on from diploma
where person_id = $1 and issued_on >= $2 and returned_on is null
order by issued_on
limit 1
