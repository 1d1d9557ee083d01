select
    wanted.number as "number!", delivery_file.file_id as "file_id!", 'answer' as "kind!",
    null::text as language
from unnest($2::text[]) as wanted(number)
join committee on committee.id = $1 and committee.kind = 'ordinary'
join exam_registration as registration
    on registration.exam_id = committee.exam_id
    and registration.status = 'registered'
    -- As a number, by the index; a package's is of another kind, and no candidate's.
    and registration.candidate_number
        = case when wanted.number ~ '^[0-9]{1,9}$' then wanted.number::integer end
join delivery on delivery.registration_id = registration.id
join delivery_file on delivery_file.delivery_id = delivery.id and delivery_file.replaced_by is null
union all
select
    package.candidate_number, item.file_id, item.kind,
    -- Papers and guides are named by their language form.
    substring(item.name from '-(nb|nn|en)\.[a-z]+$')
from regrade_package as package
join regrade_package_item as item on item.package_id = package.id and item.included
where package.committee_id = $1
  and package.candidate_number = any($2)
  and package.sent_at is not null
order by 1, 3, 4
