select
    agreement.id,
    agreement.registration_id,
    agreement.grade,
    array(
        select person_id from agreement_signature where agreement_id = agreement.id
    ) as "signed_by!"
from agreement
where agreement.committee_id = $1 and agreement.replaced_by is null
