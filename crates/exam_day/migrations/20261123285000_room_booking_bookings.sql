-- Rooms reserved for exams.

-- Holds one id: what an exclusion constraint compares where the extension for plain values is not there.
create type uuid_range as range (subtype = uuid);

-- What a room has or is for. A room without a line is a hall with desks.
create table room_feature (
    room_id  uuid not null references room,
    feature  text not null check (feature in
        ('own_computer', 'power', 'paper', 'accessible', 'small_room', 'own_room')),
    primary key (room_id, feature)
);

-- A room for a time; several exams may share it.
create table room_booking (
    id        uuid primary key,
    room_id   uuid not null references room,
    from_at   timestamptz not null,
    until_at  timestamptz not null,
    booked_at timestamptz not null,
    booked_by uuid not null references person,
    ended_at  timestamptz,
    check (from_at < until_at),
    constraint room_booking_no_double exclude using gist
        (uuid_range(room_id, room_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
        where (ended_at is null)
);
create index room_booking_by_time on room_booking (from_at);

-- An exam in a booked room, with its seats there.
create table room_booking_exam (
    id             uuid primary key,
    booking_id     uuid not null references room_booking,
    exam_id        uuid not null references exam,
    seats          integer not null check (seats > 0),
    -- How much longer than the exam the room is needed, for those with more time.
    extra_minutes  integer not null default 0 check (extra_minutes between 0 and 480),
    booked_at      timestamptz not null,
    booked_by      uuid not null references person,
    ended_at       timestamptz,
    ended_by       uuid references person,
    why_ended      text,
    check (num_nulls(ended_at, ended_by, why_ended) in (0, 3))
);
create unique index room_booking_exam_once on room_booking_exam (booking_id, exam_id)
    where ended_at is null;
create index room_booking_exam_by_exam on room_booking_exam (exam_id);

-- No more seats than the room has, however many book at once.
create function room_booking_has_seats() returns trigger language plpgsql as $$
declare
    most integer;
    taken integer;
begin
    select room.capacity into most from room_booking
    join room on room.id = room_booking.room_id
    where room_booking.id = new.booking_id for update of room_booking;
    select coalesce(sum(seats), 0) into taken from room_booking_exam
    where booking_id = new.booking_id and ended_at is null;
    if taken > most then
        raise exception 'more seats than the room has' using constraint = 'room_booking_seats', errcode = '23514';
    end if;
    return null;
end
$$;
create trigger room_booking_has_seats after insert or update on room_booking_exam
    for each row execute function room_booking_has_seats();
