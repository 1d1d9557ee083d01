with seats as (
    select person_id, position, external, supervisor
    from committee_member
    where committee_id = $2
    union all
    select proposed.person_id, proposed.position, examiner.external, proposed.supervisor
    from committee_proposal_member as proposed
    join examiner using (person_id)
    where proposed.proposal_id = $1
)
select
    seats.person_id as "person_id!",
    seats.position as "position!",
    seats.external as "external!",
    seats.supervisor as "supervisor!",
    coalesce(examiner.approved_on is not null, false) as "approved!",
    coalesce(examiner.employed_at_university, false) as "employed_at_university!",
    examiner.cv_file_id is not null as "cv!"
from seats
left join examiner using (person_id)
order by seats.position
