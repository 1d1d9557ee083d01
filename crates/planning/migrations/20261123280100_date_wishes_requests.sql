-- On which days the exams of a term would suit: who asked, and what those responsible for the courses said.
create table date_wish_request (
    id           uuid primary key,
    unit_id      uuid not null references unit,
    term         text not null check (term ~ '^[0-9]{4}-[VH]$'),
    -- Ordinary exams, or deferred and resit ones, which have a plan of their own.
    series       text not null check (series in ('ordinary', 'deferred')),
    first_on     date not null,
    last_on      date not null check (last_on >= first_on),
    answer_by    date not null check (answer_by < first_on),
    remind_on    date not null check (remind_on <= answer_by),
    asked_by     uuid not null references person,
    asked_at     timestamptz not null,
    reminded_at  timestamptz,
    unique (unit_id, term, series)
);

-- What was said of one exam; its days stand in date_wish_day.
create table date_wish (
    request_id     uuid not null references date_wish_request,
    exam_id        uuid not null references exam,
    answered_by    uuid not null references person,
    answered_at    timestamptz not null,
    -- The day it must be, with the reason: a guest, a laboratory, an oral exam whose day the subject
    -- community has chosen.
    fixed_on       date,
    fixed_at       time check (fixed_at is null or fixed_on is not null),
    fixed_because  text not null default '' check ((fixed_because = '') = (fixed_on is null)),
    note           text not null default '',
    primary key (request_id, exam_id)
);
create index date_wish_by_exam on date_wish (exam_id);

create table date_wish_day (
    request_id  uuid not null,
    exam_id     uuid not null,
    on_day      date not null,
    wish        text not null check (wish in ('wished', 'acceptable', 'impossible')),
    primary key (request_id, exam_id, on_day),
    foreign key (request_id, exam_id) references date_wish on delete cascade
);

-- Days on which somebody responsible for a course is away: none of her exams can lie there.
create table teacher_absence (
    request_id  uuid not null references date_wish_request,
    person_id   uuid not null references person,
    on_day      date not null,
    primary key (request_id, person_id, on_day)
);
