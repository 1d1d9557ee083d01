-- The files of the case that this person has opened since it was registered: each by itself.
select distinct object_id as "file!"
from look
where subject_person = $1 and actor_id = $2 and purpose = 'appeal-answer' and at >= $3
    and object_id is not null
