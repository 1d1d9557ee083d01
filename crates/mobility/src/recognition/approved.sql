-- What was approved in advance for a person, by the decision that counts in each case.
select
    recognition.case_number, advance.until_on, item.id as item_id, item.content,
    course.code as "code?", part.credits
from recognition
join recognition_advance advance on advance.recognition_id = recognition.id
join lateral (
    select assessment_id from recognition_decision
    where recognition_id = recognition.id order by number desc limit 1
) decision on true
join recognition_grant part on part.assessment_id = decision.assessment_id and part.outcome <> 'none'
join recognition_item item on item.id = part.item_id
left join course on course.id = part.course_id
where recognition.person_id = $1 and recognition.state in ('decided', 'appealed', 'closed')
order by recognition.applied_on desc, recognition.id, item.position, part.position
