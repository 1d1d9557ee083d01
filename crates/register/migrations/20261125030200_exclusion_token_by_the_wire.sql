-- A row whose token is gone or another meets nobody. Tokens come and go with their rows, by messages and by the
-- calendar, and go with the key under which they were made, which an operator may close.
create function exclusion_token_by_the_wire() returns trigger language plpgsql as $$
begin
    if exists (select from act where actor_kind = 'job'
            and id = nullif(current_setting('kandidat.act_id', true), '')::uuid) then
        return null;
    end if;
    if tg_op = 'UPDATE' or exists (
        select from exclusion_epoch where epoch = old.epoch and closed_at is null
    ) then
        raise exception 'no person takes a token away under a key that is in use'
            using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;
create constraint trigger by_the_wire after update or delete on exclusion_token
    deferrable initially deferred for each row execute function exclusion_token_by_the_wire();
create trigger is_not_emptied before truncate on exclusion_token
    for each statement execute function refuse_change();
