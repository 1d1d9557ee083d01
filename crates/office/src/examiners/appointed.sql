select
    committee_member.position, committee_member.appointed_on,
    coalesce(nullif(committee_member.case_ref, ''), committee.case_ref) as "case_ref!"
from committee_member
join committee on committee.id = committee_member.committee_id
where committee_member.committee_id = $1
