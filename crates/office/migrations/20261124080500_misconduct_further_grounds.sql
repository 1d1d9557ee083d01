-- What the student adds in time to an appeal that somebody has registered for her: an entry on paper does not use
-- up her only appeal.
create table misconduct_further_grounds (
    misconduct_id  uuid not null references misconduct_appeal,
    received_on    date not null,
    grounds        text not null check (grounds <> ''),
    registered_at  timestamptz not null,
    primary key (misconduct_id, registered_at)
);
create function misconduct_further_grounds_are_hers() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and exists (
        select from misconduct
        join act on act.id = nullif(current_setting('kandidat.act_id', true), '')::uuid
        where misconduct.id = new.misconduct_id and act.actor_id = misconduct.person_id
            and act.at = new.registered_at
    ) then
        return new;
    end if;
    raise exception 'what a student adds to her appeal is hers, and stays' using errcode = 'restrict_violation';
end
$$;
create trigger hers before insert or update or delete on misconduct_further_grounds
    for each row execute function misconduct_further_grounds_are_hers();
