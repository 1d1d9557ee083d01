-- Those who operate the register. Whoever works with exclusions does so at an institution's
-- office and never signs in here.
create table operator (
    id           uuid primary key,
    given_name   text not null,
    family_name  text not null,
    language     text not null default 'nb' check (language in ('nb', 'nn', 'en'))
);
create index operator_by_name on operator
    (family_name collate "nb-NO-x-icu", given_name collate "nb-NO-x-icu", id);

-- What an operator may do, by the codes of the field, from a day to a day.
create table operator_role (
    operator_id  uuid not null references operator,
    role         text not null
        check (role in ('SYSEIER', 'RUST_LES', 'RUST_SKRIV', 'RUST_KONTROLLER')),
    valid_from   date not null,
    valid_to     date check (valid_to >= valid_from),
    primary key (operator_id, role, valid_from)
);
