-- Guards that other tables put on themselves.

-- A record takes new rows and nothing else.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % takes new rows only', tg_table_name using errcode = 'restrict_violation';
end
$$;

-- Salts may be deleted (that is how a commitment is erased), never exchanged.
create function refuse_update() returns trigger language plpgsql as $$
begin
    raise exception 'rows of table % are never changed', tg_table_name using errcode = 'restrict_violation';
end
$$;

-- Domain state changes only within an open act: one that stands in the table `act`,
-- is named by this transaction and has not yet written its audit entry.
create function act_required() returns trigger language plpgsql as $$
declare
    open_act uuid := nullif(current_setting('kandidat.act_id', true), '')::uuid;
begin
    if current_setting('kandidat.migrating', true) = 'on' then
        return null;
    end if;
    if open_act is null
        or not exists (select from act where id = open_act)
        or exists (select from audit_entry where act_id = open_act) then
        raise exception 'table % changes only within an act', tg_table_name using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;

-- Puts the guard on every table that has none. A technical table says so and why
-- in its comment: `comment on table lease is 'technical: ...'`.
create function guard_domain_tables() returns setof text language plpgsql as $$
declare
    name text;
begin
    for name in
        select c.relname
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace
            and c.relkind in ('r', 'p')
            and not c.relispartition
            and c.relname <> '_sqlx_migrations'
            and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'technical:%'
            and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'act_required')
        order by c.relname
    loop
        execute format(
            'create trigger act_required before insert or update or delete or truncate on %I '
            'for each statement execute function act_required()', name);
        return next name;
    end loop;
end
$$;
