select delivery_file.file_id as "file_id!", 'answer' as "kind!"
from committee
join exam_registration as registration on registration.exam_id = committee.exam_id
join delivery on delivery.registration_id = registration.id
join delivery_file on delivery_file.delivery_id = delivery.id and delivery_file.replaced_by is null
where committee.id = $1
  and committee.kind = 'ordinary'
  and registration.status = 'registered'
  and registration.candidate_number::text = $2
union all
select item.file_id, item.kind
from regrade_package as package
join regrade_package_item as item on item.package_id = package.id and item.included
where package.committee_id = $1
  and package.candidate_number = $2
  and package.sent_at is not null
