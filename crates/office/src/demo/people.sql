with grants as (
    select
        person_id,
        array_agg(role_grant.role order by role_grant.role) as roles,
        array_agg(
            case $1 when 'nn' then unit.name_nn when 'en' then unit.name_en else unit.name_nb end
            order by role_grant.role
        ) as units
    from role_grant
    join unit on unit.id = role_grant.unit_id
    group by person_id
),
students as (
    select distinct person_id from exam_registration order by person_id limit 60
),
-- Those who have signed up for nothing here, who study all the same or only apply.
others as (
    select id as person_id, case when student_number is null then 'applicant' else 'student' end as part
    from person
    where not exists (select from exam_registration where person_id = person.id)
        and not exists (select from role_grant where person_id = person.id)
        and not exists (select from examiner where person_id = person.id)
    order by id limit 60
)
select
    person.id,
    person.given_name,
    person.family_name,
    person.language,
    array_cat(
        coalesce(grants.roles, '{}'),
        case when examiner.person_id is not null then '{examiner}'::text[] else '{}' end
            || case when students.person_id is not null then '{student}'::text[] else '{}' end
            || case when others.part is not null then array[others.part] else '{}' end
    ) as "roles!",
    array_cat(
        coalesce(grants.units, '{}'),
        case when examiner.person_id is not null then array[examiner.workplace] else '{}' end
            || case when students.person_id is not null then '{""}'::text[] else '{}' end
            || case when others.part is not null then '{""}'::text[] else '{}' end
    ) as "units!"
from person
left join grants on grants.person_id = person.id
left join examiner on examiner.person_id = person.id
left join students on students.person_id = person.id
left join others on others.person_id = person.id
where grants.person_id is not null or examiner.person_id is not null
    or students.person_id is not null or others.person_id is not null
order by
    grants.person_id is null,
    examiner.person_id is null,
    person.family_name collate "nb-NO-x-icu",
    person.given_name collate "nb-NO-x-icu",
    person.id
