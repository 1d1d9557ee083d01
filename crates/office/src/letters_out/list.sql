-- The page is cut along the index of time, and all are counted in an index alone, before
-- anything is looked up beside the letters of the page.
with matching as not materialized (
    select letter.id, letter.created_at
    from letter
    join unit on unit.id = letter.unit_id
    where in_scope(unit.place_code, $1)
        and ($2::text = '' or letter.kind = $2)
        and ($3::text = '' or case $3::text
            when 'waiting' then letter.sent_at is null and letter.channel = 'print'
            when 'sent' then letter.sent_at is not null
            else letter.rendered_at is null end)
),
page as (
    select id from matching order by created_at desc, id desc limit $4 offset $5
)
select page.id, (select count(*) from matching) as "total!"
from page
join letter on letter.id = page.id
order by letter.created_at desc, letter.id desc
