select
    agreement.id,
    agreement.registration_id,
    agreement.grade,
    array(
        select person_id from agreement_signature where agreement_id = agreement.id
    ) as "signed_by!"
from agreement
where agreement.committee_id = $1
  and agreement.replaced_by is null
  -- Whoever has changed a standpoint since has left what was agreed on.
  and not exists (
      select from standpoint
      join committee_member on committee_member.id = standpoint.committee_member_id
      where committee_member.committee_id = agreement.committee_id
        and standpoint.registration_id = agreement.registration_id
        and standpoint.replaced_by is null
        and not exists (
            select from agreement_standpoint as settled
            where settled.agreement_id = agreement.id and settled.standpoint_id = standpoint.id
        )
  )
