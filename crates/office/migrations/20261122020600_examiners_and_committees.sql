create table examiner (
    person_id               uuid primary key references person,
    title_nb                text not null default '',
    title_nn                text not null default '',
    title_en                text not null default '',
    workplace               text not null default '',
    external                boolean not null,
    employed_at_university  boolean not null,
    cv_file_id              uuid,
    approved_on             date,
    approved_by             uuid references unit
);

-- A committee for one exam, or (regrade, further) for one appeal.
create table committee (
    id            uuid primary key,
    exam_id       uuid not null references exam,
    kind          text not null check (kind in ('ordinary', 'regrade', 'further')),
    appeal_id     uuid,
    appointed_on  date not null,
    appointed_by  uuid not null references unit,
    case_ref      text not null default '',
    check ((kind = 'ordinary') = (appeal_id is null))
);
create unique index committee_ordinary on committee (exam_id) where kind = 'ordinary';
create unique index committee_of_appeal on committee (appeal_id, kind) where kind <> 'ordinary';

create table committee_member (
    id                 uuid primary key,
    committee_id       uuid not null references committee,
    person_id          uuid not null references person,
    -- 1 and 2 grade; 3 is called in when they disagree.
    position           integer not null check (position between 1 and 9),
    external           boolean not null,
    supervisor         boolean not null default false,
    appointed_on       date not null,
    unique (committee_id, person_id),
    unique (committee_id, position)
);
create index committee_member_by_person on committee_member (person_id);
