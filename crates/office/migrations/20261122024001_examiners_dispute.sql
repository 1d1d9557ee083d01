-- Whether the first two of a committee hold different grades of one answer: then, and only then, a
-- third is called in (uhl. § 11-7, the examination routine p. 20).
create function committee_disagrees(committee uuid) returns boolean language sql stable as $$
    select exists (
        select
        from committee_member as first
        join committee_member as second
            on second.committee_id = first.committee_id and second.position = 2
        join standpoint as one on one.committee_member_id = first.id and one.replaced_by is null
        join standpoint as other
            on other.committee_member_id = second.id and other.replaced_by is null
            and other.registration_id = one.registration_id
            and other.grade <> one.grade
        where first.committee_id = $1 and first.position = 1
    )
$$;
