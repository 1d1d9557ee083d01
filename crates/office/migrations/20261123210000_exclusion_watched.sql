-- Persons who are no students here and whose token is to be evaluated all the same: whoever applies, has
-- education recognised or is registered for an exam.
create table exclusion_watched (
    person_id  uuid primary key references person,
    -- What the register is told that it is asked for.
    purpose    text not null check (purpose in ('admission', 'recognition', 'study')),
    since      timestamptz not null
);
