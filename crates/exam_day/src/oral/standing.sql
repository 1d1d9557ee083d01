-- What the rules on committees ask of somebody who examines.
select
    examiner.person_id, examiner.external, examiner.employed_at_university,
    examiner.approved_on is not null as "approved!", examiner.cv_file_id is not null as "cv!"
from examiner
where examiner.person_id = any($1)
