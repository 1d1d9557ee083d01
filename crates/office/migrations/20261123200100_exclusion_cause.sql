-- Why a row is changed or deleted before its time: the person is told.
alter table exclusion_row_version
    add column cause text check (cause in ('reversed', 'decision_changed', 'entry_wrong')),
    add constraint exclusion_cause_of_change check (action <> 'create' or cause is null);

create function exclusion_cause_is_kept() returns trigger language plpgsql as $$
begin
    if new.cause is distinct from old.cause then
        raise exception 'a version of an exclusion does not change';
    end if;
    return new;
end $$;
create trigger exclusion_cause_is_kept before update on exclusion_row_version
    for each row execute function exclusion_cause_is_kept();
