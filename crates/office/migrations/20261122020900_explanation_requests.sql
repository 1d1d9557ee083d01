create table explanation (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    result_id        uuid not null unique references result,
    requested_at     timestamptz not null,
    channel          text not null check (channel in ('self_service', 'desk', 'email', 'post', 'examiner')),
    -- Asked for after its own deadline: answered or not, it moves no other deadline.
    in_time          boolean not null,
    given_at         timestamptz,
    given_by         uuid references person,
    form             text check (form in ('written', 'oral')),
    -- Written: the explanation. Oral: when and where it was given.
    body             text,
    check ((given_at is null) = (given_by is null)),
    check ((given_at is null) = (form is null)),
    check ((given_at is null) = (body is null))
);
create index explanation_by_registration on explanation (registration_id);
