select standpoint.registration_id, standpoint.committee_member_id, standpoint.grade
from standpoint
join committee_member on committee_member.id = standpoint.committee_member_id
where committee_member.committee_id = $1 and standpoint.replaced_by is null
