-- The institution, its units and the people that the office knows.

create table institution (
    number      text primary key,
    short_name  text not null,
    name_nb     text not null,
    name_nn     text not null,
    name_en     text not null,
    web         text not null,
    -- One institution per office database.
    only_one    boolean not null default true unique check (only_one)
);

-- The regulation that counts from a date on: the id of a rule set. A case looks
-- up the one of its own date and keeps it.
create table regulation (
    valid_from  date primary key,
    rule_set    text not null
);

-- A place in the organisation. The place code is the path: 186, 186.15, 186.15.01.
create table unit (
    id              uuid primary key,
    place_code      text not null unique check (place_code ~ '^[0-9]+(\.[0-9]+)*$'),
    level           text not null check (level in ('institution', 'faculty', 'department')),
    name_nb         text not null,
    name_nn         text not null,
    name_en         text not null,
    postal_address  text[] not null default '{}',
    phone           text not null default '',
    email           text not null default ''
);
create index unit_place_code_prefix on unit (place_code text_pattern_ops);

-- Whether a unit lies at or under one of the places in a person's scope.
create function in_scope(place_code text, scope text[]) returns boolean
language sql immutable parallel safe
return exists (
    select from unnest(scope) as granted(code)
    where place_code = granted.code or starts_with(place_code, granted.code || '.')
);

create table person (
    id                 uuid primary key,
    national_id        text unique,
    student_number     text unique,
    given_name         text not null,
    family_name        text not null,
    birth_date         date,
    email              text not null default '',
    postal_address     text[] not null default '{}',
    language           text not null default 'nb' check (language in ('nb', 'nn', 'en')),
    -- Name and address of such a person are hidden from everyone who need not know.
    protected_address  boolean not null default false
);
create index person_by_name on person
    (family_name collate "nb-NO-x-icu", given_name collate "nb-NO-x-icu", id);

-- A diploma that has been sent holds back an appeal until it is handed in again.
create table diploma (
    id           uuid primary key,
    person_id    uuid not null references person,
    title        text not null,
    issued_on    date not null,
    returned_on  date check (returned_on >= issued_on)
);
create index diploma_by_person on diploma (person_id);
