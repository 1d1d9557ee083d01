-- What one examiner holds a candidate's answer to be worth. Never changed: a new
-- one replaces it while the protocol is open.
create table standpoint (
    id                   uuid primary key,
    committee_member_id  uuid not null references committee_member,
    registration_id      uuid not null references exam_registration,
    grade                text not null check (grade in ('A', 'B', 'C', 'D', 'E', 'F', 'bestått', 'ikke bestått')),
    given_at             timestamptz not null,
    replaced_by          uuid references standpoint deferrable initially deferred
);
create unique index standpoint_in_force on standpoint (committee_member_id, registration_id)
    where replaced_by is null;
create index standpoint_by_registration on standpoint (registration_id);

-- Three different standpoints: the grade they agreed on, signed by each of them.
create table agreement (
    id               uuid primary key,
    committee_id     uuid not null references committee,
    registration_id  uuid not null references exam_registration,
    grade            text not null,
    recorded_at      timestamptz not null,
    recorded_by      uuid not null references person,
    replaced_by      uuid references agreement deferrable initially deferred
);
create unique index agreement_in_force on agreement (committee_id, registration_id)
    where replaced_by is null;
create table agreement_signature (
    agreement_id  uuid not null references agreement,
    person_id     uuid not null references person,
    signed_at     timestamptz not null,
    primary key (agreement_id, person_id)
);

-- The signed grade list. Immutable once sealed; an error is put right by a
-- rectification, a protocol of its own that names what it rectifies.
create table protocol (
    id              uuid primary key,
    exam_id         uuid not null references exam,
    committee_id    uuid not null references committee,
    kind            text not null check (kind in ('original', 'rectification', 'regrade')),
    rectifies       uuid references protocol,
    appeal_id       uuid,
    reason          text not null default '',
    -- JSON, letter by letter what was sealed and what the fingerprint is of; with the lines
    -- [{"number": …, "registration": …, "status": …, "grade": …}] in order of number.
    content         text not null,
    content_sha256  text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
    sealed_at       timestamptz not null,
    sealed_by       uuid not null references person,
    received_at     timestamptz,
    received_by     uuid references person,
    announced_at    timestamptz,
    announced_by    uuid references person,
    withdrawn_at    timestamptz,
    withdrawn_by    uuid references person,
    check ((received_at is null) = (received_by is null)),
    check ((announced_at is null) = (announced_by is null)),
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    check (withdrawn_at is null or received_at is null),
    -- A rectification is never one person's work.
    check (kind <> 'rectification' or received_by <> sealed_by),
    check ((kind = 'rectification') = (rectifies is not null)),
    check (kind <> 'rectification' or reason <> ''),
    check (announced_at is null or received_at is not null)
);
create unique index protocol_original on protocol (exam_id)
    where kind = 'original' and withdrawn_at is null;
create unique index protocol_of_appeal on protocol (committee_id)
    where kind = 'regrade' and withdrawn_at is null;
-- One rectification of a protocol at a time.
create unique index protocol_rectification on protocol (rectifies)
    where announced_at is null and withdrawn_at is null;
create index protocol_by_exam on protocol (exam_id);

create table protocol_signature (
    protocol_id     uuid not null references protocol,
    person_id       uuid not null references person,
    signed_at       timestamptz not null,
    content_sha256  text not null,
    primary key (protocol_id, person_id)
);

-- A result counts from its announcement. A later one supersedes it; none is deleted.
create table result (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    grade            text not null,
    protocol_id      uuid not null references protocol,
    origin           text not null check (origin in ('ordinary', 'rectification', 'appeal')),
    announced_at     timestamptz not null,
    superseded_by    uuid references result deferrable initially deferred
);
create unique index result_in_force on result (registration_id) where superseded_by is null;
-- What a student sees begins with the registrations, and what counted before is shown too.
create index result_by_registration on result (registration_id);
create index result_by_protocol on result (protocol_id);

-- What was held, agreed and signed is not changed: it is replaced, or it stands.
create function only_replaced() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or old.replaced_by is not null
        or to_jsonb(new) - 'replaced_by' <> to_jsonb(old) - 'replaced_by' then
        raise exception 'table % is only added to', tg_table_name using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_replaced before update or delete on standpoint
    for each row execute function only_replaced();
create trigger only_replaced before update or delete on agreement
    for each row execute function only_replaced();
create trigger only_new_rows before update or delete or truncate on agreement_signature
    for each statement execute function refuse_change();
create trigger only_new_rows before update or delete or truncate on protocol_signature
    for each statement execute function refuse_change();

-- A sealed protocol keeps its content; its steps are taken once each, and nobody who
-- graded receives or announces.
create function protocol_guard() returns trigger language plpgsql as $$
begin
    if old.received_at is distinct from new.received_at and old.received_at is not null
        or old.announced_at is distinct from new.announced_at and old.announced_at is not null
        or old.withdrawn_at is not null then
        raise exception 'a sealed protocol is not changed' using errcode = 'restrict_violation';
    end if;
    if exists (
        select from committee_member
        where committee_id = new.committee_id and person_id in (new.received_by, new.announced_by)
    ) then
        raise exception 'an examiner neither receives nor announces' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger protocol_guard before update on protocol
    for each row execute function protocol_guard();
-- All but the steps: refused by name, without a look at a content that may be long.
create function protocol_sealed() returns trigger language plpgsql as $$
begin
    raise exception 'a sealed protocol is not changed' using errcode = 'restrict_violation';
end
$$;
create trigger protocol_sealed before delete or update of
    id, exam_id, committee_id, kind, rectifies, appeal_id, reason, content, content_sha256,
    sealed_at, sealed_by
    on protocol for each statement execute function protocol_sealed();

-- A result is superseded, never changed or deleted.
create function only_superseded() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or old.superseded_by is not null
        or to_jsonb(new) - 'superseded_by' <> to_jsonb(old) - 'superseded_by' then
        raise exception 'a result is only superseded' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_superseded before update or delete on result
    for each row execute function only_superseded();
