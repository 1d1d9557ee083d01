select exists (
    select from committee_member where committee_id = $1 and person_id = $2
) as "sits!"
