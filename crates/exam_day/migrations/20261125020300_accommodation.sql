-- Special arrangements that a faculty has granted: what is to be done, and never why.
create table accommodation (
    id             uuid primary key,
    person_id      uuid not null references person,
    -- The unit whose case it is, and the number of that case.
    unit_id        uuid not null references unit,
    case_ref       text not null check (case_ref <> '' and char_length(case_ref) <= 40),
    extra_minutes  integer not null default 0 check (extra_minutes between 0 and 240),
    extra_percent  integer not null default 0 check (extra_percent between 0 and 100),
    needs          text[] not null default '{}'
        check (needs <@ array['own_room', 'small_room', 'accessible', 'own_computer', 'power']),
    equipment      text not null default '' check (char_length(equipment) <= 120),
    first_on       date not null,
    last_on        date not null check (last_on >= first_on),
    entered_by     uuid not null references person,
    entered_at     timestamptz not null,
    ended_by       uuid references person,
    ended_at       timestamptz,
    why_ended      text,
    check (num_nulls(ended_by, ended_at, why_ended) in (0, 3)),
    check (extra_minutes > 0 or extra_percent > 0 or needs <> '{}' or equipment <> ''),
    -- One at a time: what counts on a day is never two things.
    constraint accommodation_one_at_a_time exclude using gist
        (uuid_range(person_id, person_id, '[]') with &&, daterange(first_on, last_on, '[]') with &&)
        where (ended_at is null)
);
create index accommodation_by_person on accommodation (person_id);
