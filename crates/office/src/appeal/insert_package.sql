insert into regrade_package
    (id, appeal_id, committee_id, candidate_number, built_at, built_by, proof_sha256)
values ($1, $2, $3, $4, $5, $6, $7)
