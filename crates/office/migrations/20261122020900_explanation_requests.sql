create table explanation (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    result_id        uuid not null unique references result,
    -- The day the request came in: the clocks count from it, whenever it was registered.
    requested_on     date not null,
    channel          text not null check (channel in ('self_service', 'desk', 'email', 'post', 'examiner')),
    registered_at    timestamptz not null,
    registered_by    uuid not null references person,
    -- Asked for after its own deadline: answered or not, it moves no other deadline.
    in_time          boolean not null,
    rule_set         text not null,
    rule_set_hash    text not null,
    -- The day the student got it.
    given_on         date check (given_on >= requested_on),
    given_at         timestamptz,
    given_by         uuid references person,
    form             text check (form in ('written', 'oral')),
    -- Written: the general principles, and the assessment of this performance.
    principles       text,
    assessment       text,
    -- Oral: where and how it was given.
    told             text,
    check (num_nulls(given_on, given_at, given_by, form) in (0, 4)),
    check ((form is not distinct from 'written') = (principles is not null)),
    check ((principles is null) = (assessment is null)),
    check ((form is not distinct from 'oral') = (told is not null))
);
create index explanation_by_registration on explanation (registration_id);
create index explanation_pending on explanation (requested_on) where given_on is null;
