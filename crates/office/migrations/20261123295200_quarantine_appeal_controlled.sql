-- An appeal against a refusal is no longer one person's from end to end: who registered it, who sent it on
-- and who entered the outcome is kept, and the outcome counts once another person has controlled it.
alter table quarantine_appeal
    add column registered_by uuid references person,
    add column sent_by uuid references person,
    add column outcome_controlled_by uuid references person,
    add column outcome_controlled_on date,
    -- The outcome that counts. Without anybody's name it followed from the row's deletion, which two
    -- persons stand for.
    add column settled text generated always as
        (case when outcome_by is null or outcome_controlled_by is not null then outcome end) stored,
    add constraint outcome_controlled_whole
        check (num_nonnulls(outcome_controlled_by, outcome_controlled_on) in (0, 2)
            and (outcome_controlled_by is null or outcome_by is not null)),
    add constraint outcome_controlled_by_another check (outcome_controlled_by <> outcome_by),
    add constraint sent_by_somebody check (sent_by is null or sent_on is not null);

create function quarantine_appeal_of_two() returns trigger language plpgsql as $$
declare
    doing act;
begin
    if tg_op = 'DELETE' then
        raise exception 'an appeal is kept' using errcode = 'restrict_violation';
    end if;
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if tg_op = 'INSERT' then
        if new.registered_by is distinct from doing.actor_id
            or num_nonnulls(new.sent_on, new.sent_by, new.outcome, new.outcome_by,
                new.outcome_controlled_by) > 0 then
            raise exception 'an appeal is registered by whoever acts, and begins without an outcome'
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if (new.refusal_id, new.ground, new.received_on, new.channel, new.grounds, new.excuse,
            new.registered_by)
        is distinct from (old.refusal_id, old.ground, old.received_on, old.channel, old.grounds, old.excuse,
            old.registered_by)
        or old.sent_on is not null and (new.sent_on, new.sent_by, new.letter_id)
            is distinct from (old.sent_on, old.sent_by, old.letter_id)
        or old.sent_on is null and new.sent_on is not null
            and new.sent_by is distinct from doing.actor_id then
        raise exception 'an appeal is sent on once, by whoever acts' using errcode = 'restrict_violation';
    end if;
    if (new.outcome, new.outcome_on, new.outcome_by) is distinct from
        (old.outcome, old.outcome_on, old.outcome_by) then
        if old.outcome_controlled_by is not null or new.outcome_controlled_by is not null
            or old.outcome is not null and old.outcome_by is null then
            raise exception 'an outcome that counts does not change' using errcode = 'restrict_violation';
        end if;
        -- Entered by whoever acts; sent back by another; or following from the row's deletion, by a job.
        if new.outcome is not null and new.outcome_by is null and doing.actor_kind <> 'job'
            or new.outcome_by is not null
                and (old.outcome is not null or new.outcome_by is distinct from doing.actor_id)
            or new.outcome is null
                and (doing.actor_id is null or doing.actor_id = old.outcome_by) then
            raise exception 'an outcome is entered by whoever acts, and sent back by another'
                using errcode = 'restrict_violation';
        end if;
    elsif (new.outcome_controlled_by, new.outcome_controlled_on) is distinct from
        (old.outcome_controlled_by, old.outcome_controlled_on)
        and (old.outcome_controlled_by is not null
            or new.outcome_controlled_by is distinct from doing.actor_id) then
        raise exception 'an outcome is controlled once, by whoever acts'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger of_two before insert or update or delete on quarantine_appeal
    for each row execute function quarantine_appeal_of_two();

-- Whom somebody has to know about: what one person alone has entered ends nobody's appeal.
create or replace view exclusion_watched (person_id, purpose, until) as
    select application.person_id, 'admission'::text, study_start.starts_on
    from application
    join application_choice choice on choice.application_id = application.id
    join study_start on study_start.id = choice.study_start_id
    where choice.state in ('waiting', 'offered')
        or choice.state = 'dismissed' and coalesce((
            select back.refusal_id is not null
                or appeal.refusal_id is not null and appeal.settled is distinct from 'rejected'
            from quarantine_refusal_of subject
            join quarantine_refusal refusal on refusal.id = subject.refusal_id
            left join quarantine_appeal appeal on appeal.refusal_id = refusal.id
            left join quarantine_taken_back back on back.refusal_id = refusal.id
            where subject.subject_id = choice.id
            order by refusal.refused_on desc, refusal.id desc limit 1), false)
union all
    select person_id, 'recognition', 'infinity'::date
    from recognition where state not in ('decided', 'closed')
union all
    select person_id, 'study', least(to_on, lost_on - 1) from study_right
union all
    select registration.person_id, 'study', coalesce(exam.exam_date, 'infinity')
    from exam_registration registration join exam on exam.id = registration.exam_id
    where registration.status = 'registered'
union all
    select person.id, 'study', 'infinity'
    from person
    where student_number is not null
        and not exists (select from study_right where study_right.person_id = person.id);
