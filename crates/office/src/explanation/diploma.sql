-- A diploma issued before the grade was announced cannot hold it.
select
    exists (select from diploma where person_id = $1 and issued_on >= $2 and returned_on is null) as "out!",
    exists (select from diploma where person_id = $1 and issued_on >= $2 and returned_on is not null) as "returned!"
