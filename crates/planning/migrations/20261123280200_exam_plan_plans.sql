-- The plan of a term's exams: its days and sittings, drafts of it, what faculties say, and what counts.
create table exam_plan (
    id               uuid primary key,
    unit_id          uuid not null references unit,
    term             text not null check (term ~ '^[0-9]{4}-[VH]$'),
    series           text not null check (series in ('ordinary', 'deferred')),
    first_on         date not null,
    last_on          date not null check (last_on >= first_on),
    made_by          uuid not null references person,
    made_at          timestamptz not null,
    -- The draft that the faculties look at, and until when.
    reviewed_draft   uuid,
    review_by        date check ((review_by is null) = (reviewed_draft is null)),
    published_at     timestamptz,
    published_by     uuid references person,
    -- Counted up by each change of what is published: whoever changes an older one is told.
    revision         integer not null default 0 check (revision >= 0),
    unique (unit_id, term, series),
    check (num_nonnulls(published_at, published_by) in (0, 2)),
    check ((published_at is null) = (revision = 0))
);

-- The hours at which exams of each day begin, and how long they bind candidates and rooms.
create table exam_plan_sitting (
    plan_id    uuid not null references exam_plan,
    starts_at  time not null,
    minutes    integer not null check (minutes between 30 and 720),
    primary key (plan_id, starts_at)
);

create table exam_plan_draft (
    id             uuid primary key,
    plan_id        uuid not null references exam_plan,
    number         integer not null check (number > 0),
    name           text not null check (name <> ''),
    -- A draft before the plan is published; a repair of what is published.
    kind           text not null check (kind in ('draft', 'repair')),
    because        text not null default '' check (kind = 'draft' or because <> ''),
    made_by        uuid not null references person,
    made_at        timestamptz not null,
    seconds        integer not null check (seconds between 1 and 240),
    seed           integer not null,
    -- Searched for by a job; then its own and moved by hand.
    searching      boolean not null,
    -- Where each exam lies: [{"exam": id, "on": day, "at": hour, "rooms": [{"room": id, "seats": n}]}].
    places         jsonb not null default '[]',
    -- Counted up by each change of its places.
    version        integer not null default 1 check (version > 0),
    -- A repair: of which revision, and when it was carried out.
    base_revision  integer not null default 0,
    applied_at     timestamptz,
    unique (plan_id, number)
);
alter table exam_plan add foreign key (reviewed_draft) references exam_plan_draft;

-- What must hold besides: of a draft while it is tried, of the plan once the repair is carried out.
create table exam_plan_demand (
    id         uuid primary key,
    draft_id   uuid not null references exam_plan_draft,
    -- An exam that must not, or must, lie on a day (at an hour); a room that is closed on a day.
    kind       text not null check (kind in ('not_at', 'at', 'room_closed')),
    exam_id    uuid references exam,
    room_id    uuid references room,
    on_day     date not null,
    starts_at  time,
    check ((kind = 'room_closed') = (room_id is not null)),
    check ((kind = 'room_closed') = (exam_id is null)),
    check (kind <> 'at' or starts_at is not null)
);
create index exam_plan_demand_by_draft on exam_plan_demand (draft_id);

-- What a faculty says of the draft that it was sent.
create table exam_plan_review (
    draft_id     uuid not null references exam_plan_draft,
    unit_id      uuid not null references unit,
    due_on       date not null,
    verdict      text check (verdict in ('approved', 'objected')),
    because      text not null default '' check (verdict is distinct from 'objected' or because <> ''),
    answered_by  uuid references person,
    answered_at  timestamptz,
    primary key (draft_id, unit_id),
    check (num_nonnulls(verdict, answered_by, answered_at) in (0, 3))
);

-- How far a search is, written while it runs and outside any act: what it has found is nobody's decision
-- until the act at its end takes it over.
create table exam_plan_search (
    draft_id      uuid primary key references exam_plan_draft,
    share         double precision not null,
    unplaced      integer not null,
    cost          bigint not null,
    best          jsonb not null,
    stop_asked    boolean not null default false
);
comment on table exam_plan_search is
    'technical: how far a running search is; the act at its end takes over what it has found';
