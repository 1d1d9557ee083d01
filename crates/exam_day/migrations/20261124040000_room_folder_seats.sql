-- Where candidates sit, what they may use, and the folder that lies in the room.

-- How many seats stand in a row, where somebody has said so.
create table room_row (
    room_id  uuid primary key references room,
    seats    integer not null check (seats between 1 and 60)
);

-- What candidates of an exam may use.
create table exam_aids (
    exam_id    uuid primary key references exam,
    allowed    text not null check (allowed in ('none', 'listed', 'all')),
    listed_nb  text not null default '',
    listed_nn  text not null default '',
    listed_en  text not null default '',
    version    integer not null default 1,
    stated_at  timestamptz not null,
    stated_by  uuid not null references person,
    check ((allowed = 'listed') = (listed_nb <> '' and listed_nn <> '' and listed_en <> ''))
);

-- A candidate's seat in a reserved room, counted from 1 row by row from the front.
create table room_seat (
    id               uuid primary key,
    booking_id       uuid not null references room_booking,
    registration_id  uuid not null references exam_registration,
    seat             integer not null check (seat > 0),
    given_at         timestamptz not null,
    given_by         uuid not null references person,
    unique (booking_id, seat),
    unique (booking_id, registration_id)
);

-- That the folder and the papers have reached the room.
create table room_folder (
    booking_id  uuid primary key references room_booking,
    sent_at     timestamptz not null,
    sent_by     uuid not null references person
);
