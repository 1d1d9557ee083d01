-- A deletion is a row's end: an id that came back could be tried on one person after the other.
alter table exclusion add column stands_since timestamptz;
update exclusion set stands_since = received_at;
drop index exclusion_by_day;
create index exclusion_by_day on exclusion (institution, stands_since);

create function exclusion_deleted_for_good() returns trigger language plpgsql as $$
begin
    if new.action = 'registered' and exists (
        select from exclusion_version
        where exclusion_id = new.exclusion_id and version < new.version and action = 'deleted'
    ) then
        raise exception 'a row that was deleted does not come back'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger deleted_for_good before insert on exclusion_version
    for each row execute function exclusion_deleted_for_good();
