-- The exchange of results, as the one who asks: what persons have consented to, and what was asked.

-- A consent: where it was given, for what, under which text. It is withdrawn, never changed.
create table exchange_consent (
    id            uuid primary key,
    person_id     uuid not null references person,
    channel       text not null check (channel in ('national_admission', 'local_admission', 'student_pages')),
    purpose       text not null check (purpose in ('admission', 'recognition')),
    given_on      date not null,
    until_on      date check (until_on >= given_on),
    -- The version of the text, and the language form in which it was read.
    text_version  integer not null check (text_version > 0),
    language      text not null check (language in ('nb', 'nn', 'en')),
    -- The application in which it was given, where it was given in one.
    application   text check (application <> ''),
    given_at      timestamptz not null,
    -- The person, or who entered it from the application.
    entered_by    uuid not null references person,
    withdrawn_at  timestamptz check (withdrawn_at >= given_at),
    check ((entered_by = person_id) or application is not null)
);
create unique index exchange_consent_in_force on exchange_consent (person_id, channel)
    where withdrawn_at is null;
create index exchange_consent_by_person on exchange_consent (person_id);
create trigger only_ended before update or delete on exchange_consent
    for each row execute function only_ended('withdrawn_at');

-- One person's results are asked for at every other institution.
create table exchange (
    -- Leaves the office as the reference of the case, so it tells neither time nor order.
    id             uuid primary key,
    person_id      uuid not null references person,
    purpose        text not null check (purpose in ('admission', 'recognition')),
    -- The consent it rests on; null: the Act.
    consent_id     uuid references exchange_consent,
    rule_set       text not null,
    rule_set_hash  text not null,
    case_ref       text not null,
    started_at     timestamptz not null,
    started_by     uuid not null references person,
    cancelled_at   timestamptz
);
create index exchange_by_person on exchange (person_id, started_at);
create index exchange_by_start on exchange (started_at);
create index exchange_by_consent on exchange (consent_id);
create trigger only_ended before update or delete on exchange
    for each row execute function only_ended('cancelled_at');

-- What one institution was asked, and what became of it.
create table exchange_question (
    -- The message.
    id           uuid primary key,
    exchange_id  uuid not null references exchange,
    institution  text not null check (institution ~ '^[0-9]{1,5}$'),
    asked_at     timestamptz not null,
    -- Nobody: results were corrected, and it was asked again by itself.
    asked_by     uuid references person,
    -- After this it is shown as late; an answer is taken all the same.
    due_at       timestamptz not null,
    state        text not null check (state in ('waiting', 'answered', 'failed', 'cancelled')),
    outcome      text check (outcome in ('not_sharing', 'no_basis', 'no_person', 'no_results', 'ok')),
    -- Of a failure: its name.
    reason       text check (reason <> ''),
    ended_at     timestamptz,
    -- Of an ok: what was kept of it, and how many results it was.
    document_id  uuid,
    results      integer check (results > 0),
    check ((state = 'waiting') = (ended_at is null)),
    check ((state = 'answered') = (outcome is not null)),
    check ((state = 'failed') = (reason is not null)),
    check ((outcome is not distinct from 'ok') = (document_id is not null)),
    check ((document_id is null) = (results is null))
);
create unique index exchange_question_waiting on exchange_question (exchange_id, institution)
    where state = 'waiting';
create index exchange_question_by_exchange on exchange_question (exchange_id);
create function exchange_question_ends() returns trigger language plpgsql as $$
declare
    ending text[] := '{state,outcome,reason,ended_at,document_id,results}';
begin
    if tg_op = 'DELETE'
        or old.state <> 'waiting'
        or to_jsonb(new) - ending <> to_jsonb(old) - ending then
        raise exception 'a question only ends' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_ends before update or delete on exchange_question
    for each row execute function exchange_question_ends();

-- The source's own ids of what it handed out: what it later corrects is found by them.
create table exchange_held (
    question_id  uuid not null references exchange_question,
    result_id    uuid not null,
    primary key (question_id, result_id)
);
create index exchange_held_by_result on exchange_held (result_id);
create trigger only_new_rows before update or delete or truncate on exchange_held
    for each statement execute function refuse_change();

-- What sources have said of results they handed out.
create table exchange_correction (
    id           uuid primary key,
    exchange_id  uuid not null references exchange,
    institution  text not null,
    result_id    uuid not null,
    code         text not null check (code in ('TITTEL', 'KLAGE', 'FEILREG', 'NYINFO', 'GJENTAK', 'WITHDRAWN')),
    came_at      timestamptz not null
);
create index exchange_correction_by_exchange on exchange_correction (exchange_id);
create trigger only_new_rows before update or delete or truncate on exchange_correction
    for each statement execute function refuse_change();

-- Until when an institution is expected to answer: the newest row counts, an institution's own before
-- that of all.
create table exchange_deadline (
    id           uuid primary key,
    institution  text check (institution ~ '^[0-9]{1,5}$'),
    hours        integer not null check (hours between 1 and 720),
    set_at       timestamptz not null,
    set_by       uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on exchange_deadline
    for each statement execute function refuse_change();
