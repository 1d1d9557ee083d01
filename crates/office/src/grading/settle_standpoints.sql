insert into agreement_standpoint (agreement_id, standpoint_id)
select $1, standpoint.id
from standpoint
join committee_member on committee_member.id = standpoint.committee_member_id
where committee_member.committee_id = $2
  and standpoint.registration_id = $3
  and standpoint.replaced_by is null
