-- A grade that waits: its answer is under suspicion, and nothing of it is announced or shown before
-- the case is decided.
create table result_hold (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    case_number      text not null,
    began_at         timestamptz not null,
    ended_at         timestamptz check (ended_at >= began_at)
);
create unique index result_hold_in_force on result_hold (registration_id) where ended_at is null;

-- An exam that is annulled: what was announced of it does not count, and nothing of it is announced.
-- The result stands as it was signed; a decision that is reversed leaves it as it was before.
create table result_annulment (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    case_number      text not null,
    law              text not null check (law <> ''),
    annulled_at      timestamptz not null,
    reversed_at      timestamptz check (reversed_at >= annulled_at)
);
create unique index result_annulment_in_force on result_annulment (registration_id)
    where reversed_at is null;

-- What was held or annulled ends, and is not changed otherwise.
create function only_ended() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or coalesce(to_jsonb(old) -> tg_argv[0], 'null') <> 'null'
        or to_jsonb(new) - tg_argv[0] <> to_jsonb(old) - tg_argv[0] then
        raise exception 'rows of table % only end', tg_table_name using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_ended before update or delete on result_hold
    for each row execute function only_ended('ended_at');
create trigger only_ended before update or delete on result_annulment
    for each row execute function only_ended('reversed_at');
