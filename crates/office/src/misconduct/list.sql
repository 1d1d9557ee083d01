-- The cases at the units in scope but for those that concern whoever looks; those under way first.
select
    misconduct.id, misconduct.case_number, misconduct.person_id, misconduct.state,
    misconduct.matter, misconduct.reported_on, misconduct.rule_set,
    person.given_name, person.family_name, person.protected_address, unit.place_code,
    course.code as "code?", exam.term as "term?", exam.kind as "kind?",
    notice.comment_by as "comment_by?",
    exists (
        select from misconduct_comment where misconduct_id = misconduct.id
    ) as "commented!",
    exists (
        select from misconduct_appeal where misconduct_id = misconduct.id and forwarded_on is not null
    ) as "forwarded!",
    exists (
        select from misconduct_appeal
        where misconduct_id = misconduct.id and $2 in (registered_by, forwarded_by)
    ) as "took_part!",
    exists (
        select from misconduct_outcome where misconduct_id = misconduct.id and returned_at is null
    ) as "entered!",
    exists (
        select from misconduct_outcome
        where misconduct_id = misconduct.id and returned_at is null and entered_by = $2
    ) as "own_entry!",
    count(*) over () as "total!"
from misconduct
join person on person.id = misconduct.person_id
join unit on unit.id = misconduct.unit_id
left join exam_registration on exam_registration.id = misconduct.registration_id
left join exam on exam.id = exam_registration.exam_id
left join course on course.id = exam.course_id
left join misconduct_notice as notice on notice.misconduct_id = misconduct.id
where in_scope(unit.place_code, $1)
    and misconduct.person_id <> $2
    and ($3::text = '' or misconduct.state = $3)
order by misconduct.state = 'closed', misconduct.reported_on desc, misconduct.id
limit $4 offset $5
