-- What waits for control when the decision itself is changed or reversed has no effect any more: it is
-- overtaken by whoever registers what holds from then on.
alter table exclusion_row_version drop constraint exclusion_row_version_ended_check;
alter table exclusion_row_version add constraint exclusion_row_version_ended_check
    check (ended in ('refused', 'withdrawn', 'overtaken'));

create function exclusion_version_overtaken() returns trigger language plpgsql as $$
begin
    if new.ended = 'overtaken' and old.ended is null then
        perform exclusion_act_of(new.ended_by, 'RUST_SKRIV', new.ended_at);
    end if;
    return new;
end $$;
create trigger exclusion_version_overtaken before update on exclusion_row_version
    for each row execute function exclusion_version_overtaken();
