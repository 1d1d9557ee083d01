-- Whoever is known here by several ids (a D-number, and the national id that took its place) is evaluated, matched
-- and asked about under each: an institution has registered her under the one that it knew. An id is named by an
-- opaque one of its own, so that no table says it in clear but those whose it is.
alter table person add column known_id uuid not null default gen_random_uuid() unique;
alter table person_earlier_id add column id uuid not null default gen_random_uuid() unique;

-- An id that was noted as an earlier one stays the same id when another takes its place, and what is known
-- under it stays known. One that was changed without that was wrong: nobody is matched or asked about by it
-- any more.
create function person_earlier_id_is_known() returns trigger language plpgsql as $$
begin
    new.id := coalesce((select known_id from person
        where person.id = new.person_id and person.national_id = new.national_id), new.id);
    return new;
end
$$;
create trigger is_known before insert on person_earlier_id
    for each row execute function person_earlier_id_is_known();
create function person_id_changed() returns trigger language plpgsql as $$
begin
    new.known_id := coalesce((select id from person_earlier_id
        where person_id = new.id and national_id = new.national_id), gen_random_uuid());
    return new;
end
$$;
create trigger id_changed before update of national_id on person
    for each row when (old.national_id is distinct from new.national_id)
    execute function person_id_changed();

-- All ids by which somebody is known. What is another's id today is nobody's earlier one.
create view person_known_id (person_id, known_id, national_id) as
    select id, known_id, national_id from person where national_id is not null
union all
    select person_id, earlier.id, earlier.national_id
    from person_earlier_id earlier
    where not exists (select from person where person.national_id = earlier.national_id);

alter table exclusion_sealed_token add column known_id uuid;
alter table exclusion_sealed_token disable trigger user;
update exclusion_sealed_token set known_id = person.known_id from person where person.id = person_id;
alter table exclusion_sealed_token enable trigger user;
alter table exclusion_sealed_token
    alter column known_id set not null,
    drop constraint exclusion_sealed_token_pkey,
    add primary key (person_id, known_id, epoch);

alter table exclusion_blinding add column known_id uuid;
alter table exclusion_blinding disable trigger user;
update exclusion_blinding set known_id = person.known_id from person where person.id = person_id;
alter table exclusion_blinding enable trigger user;
alter table exclusion_blinding alter column known_id set not null;
drop index exclusion_blinding_of_person;
create unique index exclusion_blinding_of_person on exclusion_blinding (person_id, known_id, epoch);

-- A question is for one purpose, and whether anything is registered is said beside the rows that the purpose may
-- know.
alter table exclusion_question add column known_id uuid, add column registered boolean;
alter table exclusion_question disable trigger user;
update exclusion_question set known_id = person.known_id, registered = rows > 0
    from person where person.id = person_id;
alter table exclusion_question enable trigger user;
alter table exclusion_question alter column known_id set not null;

-- Under which id a row was told, and when that was asked which named it last: it is gone where a later question
-- about the same id, for a purpose that may know it, does not name it any more.
alter table exclusion_told_row
    add column known_id uuid,
    add column named_at timestamptz;
alter table exclusion_told_row disable trigger user;
update exclusion_told_row set known_id = person.known_id from person where person.id = person_id;
alter table exclusion_told_row enable trigger user;
alter table exclusion_told_row
    add constraint exclusion_told_row_known check (person_id is not null or known_id is null);
