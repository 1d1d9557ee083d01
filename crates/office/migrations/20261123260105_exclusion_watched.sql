-- Of whom it has to be known here whether the register knows her, for what, and until which day: derived
-- from what is so, so that nobody is watched a day longer than a reason stands. It takes the place of a
-- table in which nobody's watching ended. Each routine whose cases are a reason has its part.
drop table exclusion_watched;
create view exclusion_watched (person_id, purpose, until) as
    -- Who applies, until the studies begin. What was dismissed counts again while an appeal is considered,
    -- and when it was upheld or the row was taken back.
    select application.person_id, 'admission'::text, study_start.starts_on
    from application
    join application_choice choice on choice.application_id = application.id
    join study_start on study_start.id = choice.study_start_id
    where choice.state in ('waiting', 'offered')
        or choice.state = 'dismissed' and coalesce((
            select back.refusal_id is not null
                or appeal.refusal_id is not null and appeal.outcome is distinct from 'rejected'
            from quarantine_refusal_of subject
            join quarantine_refusal refusal on refusal.id = subject.refusal_id
            left join quarantine_appeal appeal on appeal.refusal_id = refusal.id
            left join quarantine_taken_back back on back.refusal_id = refusal.id
            where subject.subject_id = choice.id
            order by refusal.refused_on desc, refusal.id desc limit 1), false)
union all
    -- Who applies for recognition, until that is decided; an appeal takes it up again.
    select person_id, 'recognition', 'infinity'::date
    from recognition where state not in ('decided', 'closed')
union all
    -- Who has the right to study.
    select person_id, 'study', least(to_on, lost_on - 1) from study_right
union all
    -- Who is signed up for an exam.
    select registration.person_id, 'study', coalesce(exam.exam_date, 'infinity')
    from exam_registration registration join exam on exam.id = registration.exam_id
    where registration.status = 'registered'
union all
    -- A student whose rights to study are kept elsewhere.
    select person.id, 'study', 'infinity'
    from person
    where student_number is not null
        and not exists (select from study_right where study_right.person_id = person.id);

-- What the register has told of a person is forgotten when nobody has a reason to know it, and not before.
create function exclusion_told_is_kept() returns trigger language plpgsql as $$
begin
    if exists (
        select from act
        where act.id = nullif(current_setting('kandidat.act_id', true), '')::uuid
            and act.actor_kind = 'job' and old.person_id is not null
            and not exists (select from exclusion_watched watched
                where watched.person_id = old.person_id
                    and watched.until >= (act.at at time zone 'Europe/Oslo')::date)
    ) then
        return old;
    end if;
    raise exception 'what the register has told is kept as long as there is a reason to know it';
end
$$;
drop trigger exclusion_is_kept on exclusion_told_row;
create trigger exclusion_is_kept before delete on exclusion_told_row
    for each row execute function exclusion_told_is_kept();
