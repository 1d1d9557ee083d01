select
    appeal.rule_set,
    exam_registration.person_id as appellant,
    exists (
        select
        from committee_member as first
        join committee_member as second
            on second.committee_id = first.committee_id and second.position = 2
        join standpoint as one on one.committee_member_id = first.id and one.replaced_by is null
        join standpoint as other
            on other.committee_member_id = second.id and other.replaced_by is null
            and other.registration_id = one.registration_id
            and other.grade <> one.grade
        where first.committee_id = committee.id and first.position = 1
    ) as "disputed!"
from committee
join appeal on appeal.id = committee.appeal_id
join exam_registration on exam_registration.id = appeal.registration_id
where committee.id = $1
