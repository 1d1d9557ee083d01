-- The exchange of results, as the one who is asked: whether this institution shares, what it has
-- answered, and what others have of it.

-- Whether results are shared: the newest row counts. Without one, what the directory says counts alone.
create table exchange_sharing (
    id       uuid primary key,
    shares   boolean not null,
    because  text not null check (because <> ''),
    set_at   timestamptz not null,
    set_by   uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on exchange_sharing
    for each statement execute function refuse_change();

-- Every question and what was answered. The person reads it.
create table exchange_answered (
    id             uuid primary key,
    institution    text not null,
    message_id     uuid not null,
    case_ref       text not null,
    -- Whom it was about, where that is somebody known here.
    person_id      uuid references person,
    purpose        text not null check (purpose in ('admission', 'recognition')),
    basis          text not null check (basis in ('consent', 'statute')),
    channel        text check (channel in ('national_admission', 'local_admission', 'student_pages')),
    given_on       date,
    text_version   integer,
    rule_set       text not null,
    rule_set_hash  text not null,
    outcome        text not null check (outcome in ('not_sharing', 'no_basis', 'no_person', 'no_results', 'ok')),
    results        uuid[] not null,
    answered_at    timestamptz not null,
    -- The institution has said that the consent is withdrawn.
    withdrawn_at   timestamptz,
    -- Question and answer are deleted from the mailbox.
    erased_at      timestamptz,
    unique (institution, message_id),
    check ((basis = 'consent') = (channel is not null)),
    check ((outcome = 'ok') = (cardinality(results) > 0)),
    check (outcome <> 'ok' or person_id is not null)
);
create index exchange_answered_by_person on exchange_answered (person_id, answered_at);
create index exchange_answered_by_time on exchange_answered (answered_at);
create index exchange_answered_to_erase on exchange_answered (answered_at) where erased_at is null;
create function exchange_answered_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or to_jsonb(new) - '{withdrawn_at,erased_at}'::text[]
            <> to_jsonb(old) - '{withdrawn_at,erased_at}'::text[]
        or old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at
        or old.erased_at is not null and new.erased_at is distinct from old.erased_at then
        raise exception 'what was answered stays' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger stays before update or delete on exchange_answered
    for each row execute function exchange_answered_stays();

-- What each institution has of ours, as it was last told.
create table exchange_handed (
    institution  text not null,
    -- The registration of a result, or the degree.
    item_id      uuid not null,
    kind         text not null check (kind in ('result', 'degree')),
    handed_at    timestamptz not null,
    -- As it stood then: which result counted, its words, whether it counted, and whether the exam had
    -- been taken again since.
    result_id    uuid,
    words        text,
    gone         boolean,
    repeated     uuid,
    primary key (institution, item_id)
);
create index exchange_handed_by_item on exchange_handed (item_id);

-- As it stands now. A grade that is held stands as it was: a suspicion is nobody else's business.
create view exchange_standing as
select
    handed.institution, handed.item_id, handed.kind,
    result.id as result_id, result.origin,
    md5(concat_ws(chr(31), course.code, course.version, course.name_nb, course.name_nn, course.name_en,
        course.credits, thesis.title_nb, thesis.title_nn, thesis.title_en)) as words,
    result.id is null or result.grade in ('F', 'ikke bestått') or exists (
        select from result_annulment annulment
        where annulment.registration_id = registration.id and annulment.reversed_at is null
    ) as gone,
    (
        select later.id from exam_registration again
        join exam sitting on sitting.id = again.exam_id
        join course same on same.id = sitting.course_id and same.code = course.code
        join result later on later.registration_id = again.id and later.superseded_by is null
        where again.person_id = registration.person_id and again.id <> registration.id
            and later.announced_at > handed.handed_at and later.grade not in ('F', 'ikke bestått')
        order by later.announced_at desc, later.id limit 1
    ) as repeated
from exchange_handed handed
join exam_registration registration on registration.id = handed.item_id
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
left join result on result.registration_id = registration.id and result.superseded_by is null
left join thesis_title thesis on thesis.registration_id = registration.id
where handed.kind = 'result'
union all
select
    handed.institution, handed.item_id, handed.kind,
    null, null,
    md5(concat_ws(chr(31), degree.code, degree.name_nb, degree.name_nn, degree.name_en,
        degree.level, degree.credits, degree.conferred_on)),
    degree.withdrawn_at is not null,
    null
from exchange_handed handed
join degree on degree.id = handed.item_id
where handed.kind = 'degree';

-- What institutions were told of changes.
create table exchange_told (
    message_id   uuid not null,
    item_id      uuid not null,
    institution  text not null,
    code         text not null check (code in ('TITTEL', 'KLAGE', 'FEILREG', 'NYINFO', 'GJENTAK', 'WITHDRAWN')),
    told_at      timestamptz not null,
    primary key (message_id, item_id)
);
create index exchange_told_by_item on exchange_told (item_id);
create trigger only_new_rows before update or delete or truncate on exchange_told
    for each statement execute function refuse_change();
