select
    committee.id, committee.kind, committee.appointed_on,
    regrade_package.id as "package_id?", regrade_package.candidate_number as "candidate_number?",
    regrade_package.built_at as "built_at?", regrade_package.sent_at as "sent_at?",
    regrade_package.proof_sha256 as "proof_sha256?"
from committee
left join regrade_package on regrade_package.committee_id = committee.id
where committee.appeal_id = $1
order by committee.kind = 'further', committee.appointed_on
