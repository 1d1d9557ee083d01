-- The standpoints that an agreement was made on: it settles those, and none given later.
create table agreement_standpoint (
    agreement_id   uuid not null references agreement,
    standpoint_id  uuid not null references standpoint,
    primary key (agreement_id, standpoint_id)
);
create trigger only_new_rows before update or delete or truncate on agreement_standpoint
    for each statement execute function refuse_change();
