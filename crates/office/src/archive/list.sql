-- The page is cut along the index of time, and all are counted in an index alone, before
-- anything is looked up beside the entries of the page.
with matching as not materialized (
    select archive_entry.id, archive_entry.registered_at
    from archive_entry
    join unit on unit.id = archive_entry.unit_id
    where in_scope(unit.place_code, $1)
        and ($2::text = '' or archive_entry.case_number = $2)
        and ($3::text = '' or archive_entry.direction = $3)
),
page as (
    select id from matching order by registered_at desc, id desc limit $4 offset $5
)
select page.id, (select count(*) from matching) as "total!"
from page
join archive_entry on archive_entry.id = page.id
order by archive_entry.registered_at desc, archive_entry.id desc
