-- An answer received, by whichever channel, with the checks the desk made.
create table delivery (
    id                   uuid primary key,
    registration_id      uuid not null unique references exam_registration,
    received_at          timestamptz not null,
    channel              text not null check (channel in ('desk', 'upload', 'post', 'email', 'invigilator')),
    copies               integer not null check (copies between 0 and 9),
    candidate_number_ok  boolean not null,
    front_page_ok        boolean not null,
    note                 text not null default '',
    received_by          uuid not null references person
);

create function note_delivery() returns trigger language plpgsql as $$
begin
    update exam_registration
    set delivered_at = (select received_at from delivery where registration_id = exam_registration.id)
    where id in (old.registration_id, new.registration_id);
    return null;
end
$$;
create trigger note_delivery after insert or update or delete on delivery
    for each row execute function note_delivery();

create table delivery_file (
    id           uuid primary key,
    delivery_id  uuid not null references delivery,
    file_id      uuid not null,
    added_at     timestamptz not null,
    -- A later upload before the deadline takes the place of an earlier one.
    replaced_by  uuid references delivery_file
);
create unique index delivery_file_in_force on delivery_file (delivery_id) where replaced_by is null;

-- What the desk ticked off by mistake: the delivery as it was recorded, with the reason.
create table delivery_correction (
    id                   uuid primary key,
    delivery_id          uuid not null unique,
    registration_id      uuid not null references exam_registration,
    received_at          timestamptz not null,
    channel              text not null,
    copies               integer not null,
    candidate_number_ok  boolean not null,
    front_page_ok        boolean not null,
    note                 text not null,
    received_by          uuid not null references person,
    reason               text not null check (reason <> ''),
    corrected_at         timestamptz not null,
    corrected_by         uuid not null references person
);
