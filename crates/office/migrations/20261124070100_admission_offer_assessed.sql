-- That somebody has looked at a row which the rule leaves to a person, and found that it does not concern the
-- study of this choice: this row in this version. A place is offered and accepted past it once two persons
-- stand for that; a row or a version that comes later is looked at anew.
create table offer_assessment (
    choice_id    uuid not null references application_choice,
    row_id       uuid not null,
    row_version  integer not null check (row_version > 0),
    assessed_by  uuid not null references person,
    assessed_on  date not null,
    primary key (choice_id, row_id, row_version, assessed_by)
);
create index offer_assessment_by_row on offer_assessment (row_id);

create function offer_assessed_in_own_name() returns trigger language plpgsql as $$
declare
    doing act;
begin
    if tg_op = 'UPDATE' then
        raise exception 'an assessment does not change' using errcode = 'restrict_violation';
    end if;
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if new.assessed_by is distinct from doing.actor_id
        or exists (
            select from application_choice choice
            join application on application.id = choice.application_id
            where choice.id = new.choice_id and application.person_id = new.assessed_by
        ) then
        raise exception 'whoever acts assesses, and nobody her own application'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger in_own_name before insert or update on offer_assessment
    for each row execute function offer_assessed_in_own_name();
