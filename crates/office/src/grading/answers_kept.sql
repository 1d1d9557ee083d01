-- The office keeps an answer that came as a file, and of those on paper the copy that is
-- left when each examiner has one.
select coalesce(bool_and(
    exists (
        select from delivery_file
        where delivery_file.delivery_id = delivery.id and delivery_file.replaced_by is null
    )
    or delivery.copies > (
        select count(*) from committee_member where committee_member.committee_id = committee.id
    )
), false) as "kept!"
from committee
join exam_registration on exam_registration.exam_id = committee.exam_id
join delivery on delivery.registration_id = exam_registration.id
where committee.id = $1
