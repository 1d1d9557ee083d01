-- The courses whose place something takes in other cases of a person, by the decision that counts in each.
select distinct course.code
from recognition
join lateral (
    select assessment_id from recognition_decision
    where recognition_id = recognition.id order by number desc limit 1
) decision on true
join recognition_grant part on part.assessment_id = decision.assessment_id
join course on course.id = part.course_id
where recognition.person_id = $1 and recognition.id <> $2
    and recognition.state in ('decided', 'appealed', 'closed')
    -- What is approved in advance is not taken yet.
    and not exists (
        select from recognition_advance advance where advance.recognition_id = recognition.id
    )
