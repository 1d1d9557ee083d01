-- How long a refusal can be appealed against is computed by the rules of its day and stands beside it: from when
-- it arrives, and again from the posting where it waits to be printed. What is posted on the last day comes in
-- within three weeks, or is late.
create function refusal_appealable_until(refused uuid) returns date language sql stable as $$
    select case
            when letter.channel = 'print' and letter.sent_at is null then 'infinity'::date
            else coalesce(deadline.due_on + 21, 'infinity')
        end
    from quarantine_refusal refusal
    join letter on letter.id = refusal.letter_id
    left join deadline on deadline.subject_kind = 'quarantine_refusal' and deadline.subject_id = refusal.id
        and deadline.kind = 'decision-appeal-deadline'
    where refusal.id = refused
$$;

create or replace view exclusion_watched (person_id, purpose, until) as
    select application.person_id, 'admission'::text, study_start.starts_on
    from application
    join application_choice choice on choice.application_id = application.id
    join study_start on study_start.id = choice.study_start_id
    where choice.state in ('waiting', 'offered')
union all
    select refusal.person_id, 'admission',
        greatest(study_start.starts_on, refusal_appealable_until(refusal.id))
    from quarantine_refusal refusal
    join quarantine_refusal_of subject on subject.refusal_id = refusal.id
    join application_choice choice on choice.id = subject.subject_id
    join study_start on study_start.id = choice.study_start_id
    left join quarantine_appeal appeal on appeal.refusal_id = refusal.id
    left join quarantine_taken_back back on back.refusal_id = refusal.id
    where choice.state = 'dismissed'
        and (back.refusal_id is not null or appeal.settled is distinct from 'rejected')
union all
    select person_id, 'recognition', 'infinity'::date
    from recognition where state not in ('decided', 'closed')
union all
    select person_id, 'study', least(to_on, lost_on - 1) from study_right
union all
    -- Nobody's paper is graded for longer than a year.
    select registration.person_id, 'study', case
            when exam.exam_date is null then 'infinity'
            when registration.absence is not null
                or exists (select from result where result.registration_id = registration.id
                        and result.superseded_by is null)
                    and not exists (select from result_hold where result_hold.registration_id = registration.id
                        and result_hold.ended_at is null)
                then exam.exam_date
            else (exam.exam_date + interval '1 year')::date
        end
    from exam_registration registration join exam on exam.id = registration.exam_id
    where registration.status = 'registered'
union all
    select refusal.person_id, 'study',
        greatest(exam.exam_date, refusal_appealable_until(refusal.id))
    from quarantine_refusal refusal
    join quarantine_refusal_of subject on subject.refusal_id = refusal.id
    left join exam_registration registration on registration.id = subject.subject_id
    left join refused_sign_up tried on tried.id = subject.subject_id
    join exam on exam.id = coalesce(registration.exam_id, tried.exam_id)
    left join quarantine_appeal appeal on appeal.refusal_id = refusal.id
    left join quarantine_taken_back back on back.refusal_id = refusal.id
    where back.refusal_id is not null or appeal.settled is distinct from 'rejected'
union all
    select person.id, 'study', 'infinity'
    from person
    where student_number is not null
        and not exists (select from study_right where study_right.person_id = person.id);

drop function refusal_may_be_appealed_until(date);
