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
    unique (exam_id, person_id),
    unique (exam_id, candidate_number)
);
create index exam_registration_by_person on exam_registration (person_id);

-- Who did not deliver, and why. A candidate with a delivery has no row here.
create table absence (
    registration_id  uuid primary key references exam_registration,
    kind             text not null check (kind in ('absent', 'sick', 'withdrew')),
    recorded_at      timestamptz not null,
    recorded_by      uuid not null references person
);
