-- The versions of the national directory that the node has verified; the register keeps its own
-- issues here. The newest one is judged by, older ones prove what was judged by them.
create table directory_copy (
    version bigint primary key check (version >= 0),
    envelope bytea not null,
    signed_by text not null,
    taken_at timestamptz not null
);
comment on table directory_copy is 'technical: signed by the register, verified before it is kept';

create trigger never_changed before update or truncate on directory_copy
    for each statement execute function refuse_update();
