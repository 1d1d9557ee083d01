-- Decisions of this institution that stand or wait, whose case officer holds none of the roles that work
-- with exclusions: whoever took the decision over last, or else registered its first version.
select decision.journal_number, decision.legal_basis, own.row_id as "row_id!",
    decision.person_id as "person_id!", officer.given_name, officer.family_name,
    officer.protected_address
from exclusion_decision decision
cross join lateral (
    select r.id as row_id, first.registered_by
    from exclusion_row r
    join exclusion_row_version first on first.row_id = r.id and first.version = 1
    cross join lateral (
        select action, ended_at from exclusion_row_version
        where row_id = r.id and (controlled_at is not null or ended_at is null)
        order by version desc limit 1
    ) last
    where r.decision_id = decision.id and last.action <> 'delete'
    order by r.kind, r.id limit 1
) own
left join lateral (
    select person_id from exclusion_case_officer
    where decision_id = decision.id order by since desc limit 1
) taken on true
join person officer on officer.id = coalesce(taken.person_id, own.registered_by)
where ($2::uuid is null or decision.id = $2)
    and not exists (
        select from role_grant
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role_grant.person_id = officer.id
            and role in ('RUST_LES', 'RUST_SKRIV', 'RUST_KONTROLLER')
            and valid_from <= $1 and (valid_to is null or valid_to >= $1)
    )
order by decision.registered_at, decision.id
