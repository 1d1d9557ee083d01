-- An institution's own numbers: a rule set on top of the one in force, proposed by one person
-- and approved by another. What is proposed never changes; another proposal takes its place.
create table regulation_edit (
    id           uuid primary key,
    valid_from   date not null,
    -- The id that cases keep.
    rule_set     text not null,
    -- The file, as the rules read it.
    content      text not null,
    hash         text not null,
    case_ref     text not null check (case_ref <> ''),
    proposed_at  timestamptz not null,
    proposed_by  uuid not null references person,
    decided_at   timestamptz,
    decided_by   uuid references person,
    approved     boolean,
    check ((decided_at is null) = (decided_by is null)),
    check ((decided_at is null) = (approved is null)),
    constraint approved_by_another check (approved is not true or decided_by <> proposed_by)
);
create unique index regulation_edit_waiting on regulation_edit ((true)) where decided_at is null;
create unique index regulation_edit_in_force on regulation_edit (valid_from) where approved;

create function regulation_edit_is_immutable() returns trigger language plpgsql as $$
begin
    if old.decided_at is not null
        or (new.valid_from, new.rule_set, new.content, new.hash, new.proposed_by, new.proposed_at)
            is distinct from
            (old.valid_from, old.rule_set, old.content, old.hash, old.proposed_by, old.proposed_at)
    then
        raise exception 'a regulation that was proposed does not change';
    end if;
    return new;
end $$;
create trigger regulation_edit_is_immutable before update on regulation_edit
    for each row execute function regulation_edit_is_immutable();
