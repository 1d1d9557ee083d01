-- Some studies ask for a police certificate (uhl. § 12-2). That an approved one was there opens the studies; what
-- it shows is kept nowhere, and the paper is not kept here.
alter table programme add column police_certificate boolean not null default false;

create table police_certificate (
    study_right_id  uuid primary key references study_right,
    issued_on       date not null,
    received_on     date not null check (received_on >= issued_on),
    approved_on     date not null check (approved_on >= received_on),
    approved_by     uuid not null references person
);
