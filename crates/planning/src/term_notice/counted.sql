-- How many have been told of a matter in a term, and how many have not.
select
    (select count(*) from term_notice_told as told
        join term_notice as notice on notice.id = told.notice_id
        where notice.term = $1 and notice.matter = $2) as "told!",
    (select count(*) from term_notice_persons($1, $2, $3, $4, $5) as person(id)
        where not exists (
            select from term_notice_told as told
            join term_notice as notice on notice.id = told.notice_id
            where told.person_id = person.id and notice.term = $1 and notice.matter = $2
        )) as "untold!",
    (select sent_at from term_notice where term = $1 and matter = $2) as sent_at
