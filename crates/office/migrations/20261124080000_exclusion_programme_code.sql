-- By its code a row meets the study it bars from. What cannot be seen in one, or looks like another character,
-- would let a row stand in the register and bar nobody, and nobody who controls it could tell: none begins
-- with such a code, and none that waits with one is controlled.
create function exclusion_version_programme_is_code() returns trigger language plpgsql as $$
begin
    if new.programme is null or new.programme ~ '^[-A-Za-z0-9ÆØÅæøå_./]*[A-Za-z0-9ÆØÅæøå][-A-Za-z0-9ÆØÅæøå_./]*$' then
        return new;
    end if;
    if tg_op = 'INSERT' and new.action = 'create' or tg_op = 'UPDATE' and new.action = 'create'
        and new.controlled_at is not null and old.controlled_at is null then
        raise exception 'this is not the code of a programme' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger exclusion_version_programme_is_code before insert or update on exclusion_row_version
    for each row execute function exclusion_version_programme_is_code();
