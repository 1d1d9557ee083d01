select
    exists (select from regrade_package where candidate_number = $1)
    or exists (
        select from exam_registration where exam_id = $2 and candidate_number::text = $1
    ) as "taken!"
