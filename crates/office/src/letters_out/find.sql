-- As list.sql, of those that were looked for, in the order that was asked for. A protected person
-- stands last by name: the place among the names would tell the name.
select letter.id, count(*) over () as "total!"
from letter
join unit on unit.id = letter.unit_id
left join person on person.id = letter.person_id
left join appeal on letter.subject_kind = 'appeal' and appeal.id = letter.subject_id
where in_scope(unit.place_code, $1)
    and ($2::text = '' or letter.kind = $2)
    and ($3::text = '' or case $3::text
        when 'waiting' then letter.sent_at is null and letter.channel = 'print'
        when 'sent' then letter.sent_at is not null
        else letter.rendered_at is null end)
    and ($4::text = '' or appeal.case_number = $4
        or lower(coalesce(letter.data #>> '{course,code}', letter.data #>> '{assignment,course,code}'))
            = lower($4)
        or goes_by(person, $4))
order by
    case when $5::text = 'to' and not person.protected_address then person.family_name end
        collate "nb-NO-x-icu",
    case when $5 = 'to' and not person.protected_address then person.given_name end
        collate "nb-NO-x-icu",
    case when $5 = '-to' and not person.protected_address then person.family_name end
        collate "nb-NO-x-icu" desc nulls last,
    case when $5 = '-to' and not person.protected_address then person.given_name end
        collate "nb-NO-x-icu" desc nulls last,
    case when $5 = 'created' then letter.created_at end,
    case when $5 = 'sent' then letter.sent_at end,
    case when $5 = '-sent' then letter.sent_at end desc nulls last,
    letter.created_at desc,
    letter.id desc
limit $6 offset $7
