select invigilator.id, invigilator.person_id, invigilator.head,
    person.given_name, person.family_name, person.protected_address, person.email,
    engagement.hourly_pay as "hourly_pay?", engagement.hours_most,
    (select coalesce(sum(extract(epoch from until_at - from_at) / 60), 0) from invigilator_turn
        where invigilator_id = invigilator.id and ended_at is null
            and from_at >= $2 and from_at < $3)::integer as "minutes!"
from invigilator
join person on person.id = invigilator.person_id
left join invigilator_engagement as engagement
    on engagement.invigilator_id = invigilator.id and engagement.term = $1
where ($4::uuid is null or invigilator.id = $4) and ($5::uuid is null or invigilator.person_id = $5)
order by person.family_name collate "nb-NO-x-icu", person.given_name, invigilator.id
