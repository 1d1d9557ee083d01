-- What institutions have decided comes in by their messages and goes out by them or by the calendar: in acts of
-- the register's own. Whatever SQL an operator writes in an act of hers, she puts no row in and takes none out.
create function exclusion_by_the_wire() returns trigger language plpgsql as $$
begin
    if not exists (select from act where actor_kind = 'job'
            and id = nullif(current_setting('kandidat.act_id', true), '')::uuid) then
        raise exception 'no person writes table %: rows come and go by messages and by the calendar', tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;
create trigger by_the_wire before insert or update or delete on exclusion
    for each statement execute function exclusion_by_the_wire();
create trigger by_the_wire before insert or update or delete on exclusion_version
    for each statement execute function exclusion_by_the_wire();
create trigger by_the_wire before insert or update or delete on exclusion_element
    for each statement execute function exclusion_by_the_wire();
create trigger by_the_wire before insert or update or delete on exclusion_person
    for each statement execute function exclusion_by_the_wire();
create trigger by_the_wire before insert or update or delete on exclusion_told
    for each statement execute function exclusion_by_the_wire();
