-- What happens in a room on the day: who came, what was handed in, and what went otherwise.

create table room_protocol (
    booking_id    uuid primary key references room_booking,
    version       integer not null default 1,
    aids_checked  boolean not null default false,
    -- Why papers or answers are not as many as those who came.
    explanation   text not null default '',
    entered_at    timestamptz not null,
    entered_by    uuid not null references person,
    closed_at     timestamptz,
    closed_by     uuid references person,
    check (num_nulls(closed_at, closed_by) in (0, 2))
);

-- What became of a candidate in the room.
create table room_attendance (
    id               uuid primary key,
    booking_id       uuid not null references room_booking,
    registration_id  uuid not null references exam_registration,
    status           text not null check (status in
        ('present', 'absent', 'handed_in', 'blank', 'withdrew')),
    -- When she left, where that was before the end.
    left_at          timestamptz,
    unique (booking_id, registration_id),
    check (left_at is null or status in ('handed_in', 'blank', 'withdrew'))
);

-- How many papers of an exam were given out, and how many answers were counted.
create table room_count (
    id          uuid primary key,
    booking_id  uuid not null references room_booking,
    exam_id     uuid not null references exam,
    papers      integer check (papers >= 0),
    answers     integer check (answers >= 0),
    unique (booking_id, exam_id)
);

-- Something that happened. It is never changed: what was wrong is said in another one.
create table room_event (
    id               uuid primary key,
    booking_id       uuid not null references room_booking,
    kind             text not null check (kind in
        ('late', 'illness', 'suspicion', 'technical', 'other', 'opened_again')),
    happened_at      timestamptz not null,
    registration_id  uuid references exam_registration,
    what             text not null check (what <> ''),
    noted_at         timestamptz not null,
    noted_by         uuid not null references person,
    check (kind <> 'suspicion' or registration_id is not null)
);
create index room_event_by_booking on room_event (booking_id, happened_at);

-- That the absences of an exam in a room were taken over into the exam's own list.
create table room_absence_taken (
    id          uuid primary key,
    booking_id  uuid not null references room_booking,
    exam_id     uuid not null references exam,
    taken_at    timestamptz not null,
    taken_by    uuid not null references person,
    unique (booking_id, exam_id)
);

-- What is closed stays as it is, until it is opened again.
create function room_protocol_is_open() returns trigger language plpgsql as $$
begin
    if exists (select from room_protocol
        where booking_id = coalesce(new.booking_id, old.booking_id) and closed_at is not null) then
        raise exception 'a closed protocol stays' using constraint = 'room_protocol_closed', errcode = '23514';
    end if;
    return coalesce(new, old);
end
$$;
create trigger room_attendance_is_open before insert or update or delete on room_attendance
    for each row execute function room_protocol_is_open();
create trigger room_count_is_open before insert or update or delete on room_count
    for each row execute function room_protocol_is_open();
