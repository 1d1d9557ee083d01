-- Who can be chosen to examine: those who sit in the exam's committee first, then the unit's, then the others.
select
    examiner.person_id, person.given_name, person.family_name, person.protected_address, examiner.external,
    seated.here as "appointed!"
from examiner
join person on person.id = examiner.person_id
cross join lateral (
    select
        coalesce(bool_or(committee.exam_id = $1), false) as here,
        coalesce(bool_or(course.unit_id = (select own.unit_id from exam
            join course as own on own.id = exam.course_id where exam.id = $1)), false) as in_unit
    from committee_member
    join committee on committee.id = committee_member.committee_id and committee.kind = 'ordinary'
    join exam on exam.id = committee.exam_id
    join course on course.id = exam.course_id
    where committee_member.person_id = examiner.person_id
) as seated
where examiner.approved_on is not null or seated.here
order by seated.here desc, seated.in_unit desc, person.family_name collate "nb-NO-x-icu", person.id
limit 60
