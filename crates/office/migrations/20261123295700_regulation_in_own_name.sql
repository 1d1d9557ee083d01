-- A regulation is proposed and decided by whoever acts, each in her own name: nothing begins decided.
create function regulation_edit_in_own_name() returns trigger language plpgsql as $$
declare
    acting uuid;
begin
    select actor_id into acting from act
        where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if tg_op = 'INSERT' then
        if num_nonnulls(new.decided_at, new.decided_by, new.approved) > 0
            or new.proposed_by is distinct from acting then
            raise exception 'a regulation is proposed by whoever acts, and begins undecided';
        end if;
    elsif new.decided_by is distinct from acting then
        raise exception 'a regulation is decided by whoever acts';
    end if;
    return new;
end $$;
create trigger regulation_edit_in_own_name before insert or update on regulation_edit
    for each row execute function regulation_edit_in_own_name();
