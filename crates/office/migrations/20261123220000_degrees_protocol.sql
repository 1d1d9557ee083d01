-- The qualification protocol: which degree was conferred on whom, and the results that it rests on.
create table degree (
    -- Leaves the office with what is handed out, so it tells neither time nor order.
    id                 uuid primary key,
    person_id          uuid not null references person,
    unit_id            uuid not null references unit,
    code               text not null check (code <> ''),
    name_nb            text not null check (name_nb <> ''),
    name_nn            text not null check (name_nn <> ''),
    name_en            text not null check (name_en <> ''),
    -- In the European Qualifications Framework: 5 to 8 are higher education.
    level              smallint not null check (level between 5 and 8),
    credits            numeric(7, 3) not null check (credits > 0 and credits <= 1000),
    conferred_on       date not null,
    -- The diploma that was sent, which holds an appeal until it is handed in again.
    diploma_id         uuid references diploma,
    entered_at         timestamptz not null,
    entered_by         uuid not null references person,
    withdrawn_at       timestamptz,
    withdrawn_by       uuid references person,
    withdrawn_because  text check (withdrawn_because <> ''),
    check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_because) in (0, 3))
);
create unique index degree_in_force on degree (person_id, code) where withdrawn_at is null;
create index degree_by_person on degree (person_id);
create index degree_by_unit on degree (unit_id);

-- What a degree rests on: a result of ours, by its registration so that a grade that is changed later
-- stands there as it counts, or one of another institution as it was recognised.
create table degree_part (
    degree_id        uuid not null references degree,
    position         smallint not null check (position > 0),
    registration_id  uuid references exam_registration,
    institution      text check (institution ~ '^[0-9]{1,5}$'),
    code             text check (code <> ''),
    name             text check (name <> ''),
    credits          numeric(7, 3) check (credits > 0),
    primary key (degree_id, position),
    unique (degree_id, registration_id),
    check (num_nonnulls(institution, code, name, credits) = case when registration_id is null then 4 else 0 end)
);
create index degree_part_by_registration on degree_part (registration_id);

create function degree_only_withdrawn() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or old.withdrawn_at is not null
        or to_jsonb(new) - '{withdrawn_at,withdrawn_by,withdrawn_because}'::text[]
            <> to_jsonb(old) - '{withdrawn_at,withdrawn_by,withdrawn_because}'::text[] then
        raise exception 'a degree is only withdrawn' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_withdrawn before update or delete on degree
    for each row execute function degree_only_withdrawn();
create trigger only_new_rows before update or delete or truncate on degree_part
    for each statement execute function refuse_change();

-- What stands on a transcript beside the grade: the title of a thesis or paper, and what a course is
-- about. Empty where there is none in a language form.
create table thesis_title (
    registration_id  uuid primary key references exam_registration,
    title_nb         text not null,
    title_nn         text not null,
    title_en         text not null,
    check (title_nb || title_nn || title_en <> '')
);
create table course_description (
    course_id  uuid primary key references course,
    text_nb    text not null,
    text_nn    text not null,
    text_en    text not null
);
