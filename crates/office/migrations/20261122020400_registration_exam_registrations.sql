create table exam_registration (
    id                uuid primary key,
    exam_id           uuid not null references exam,
    person_id         uuid not null references person,
    language          text not null check (language in ('nb', 'nn', 'en')),
    status            text not null check (status in ('registered', 'withdrawn', 'removed')),
    registered_at     timestamptz not null,
    status_at         timestamptz not null,
    -- The paper goes to this candidate by e-mail.
    email_delivery    boolean not null default false,
    -- Drawn at random when the exam is numbered.
    candidate_number  integer check (candidate_number > 0),
    room_id           uuid references room,
    -- What became of it, as the tables delivery and absence say: kept here by their triggers,
    -- so that what waits is found, and an exam counted, without a look at each of them.
    delivered_at      timestamptz,
    absence           text,
    unique (exam_id, person_id),
    unique (exam_id, candidate_number)
);
create index exam_registration_by_person on exam_registration (person_id);
-- An exam is counted from this index alone.
create index exam_registration_counted on exam_registration (exam_id, status)
    include (candidate_number, language, room_id, delivered_at, absence);
create index exam_registration_received on exam_registration (exam_id, delivered_at desc)
    where delivered_at is not null;
-- Who is still to be accounted for: nobody, once an exam is behind us.
create index exam_registration_unaccounted on exam_registration (exam_id, candidate_number)
    where status = 'registered' and delivered_at is null and absence is null;

-- Who did not deliver, and why. A candidate with a delivery has no row here.
create table absence (
    registration_id  uuid primary key references exam_registration,
    kind             text not null check (kind in ('absent', 'sick', 'withdrew')),
    recorded_at      timestamptz not null,
    recorded_by      uuid not null references person
);

create function note_absence() returns trigger language plpgsql as $$
begin
    update exam_registration
    set absence = (select kind from absence where registration_id = exam_registration.id)
    where id in (old.registration_id, new.registration_id);
    return null;
end
$$;
create trigger note_absence after insert or update or delete on absence
    for each row execute function note_absence();
