-- By its code and its category of studies an exclusion knows a programme. From the first application on it
-- keeps both: else whoever keeps programmes would decide alone whom an exclusion bars. Second lock behind
-- the use case.
create function programme_is_fixed_once_applied() returns trigger language plpgsql as $$
begin
    if exists (
        select from application_choice
        join study_start on study_start.id = application_choice.study_start_id
        where study_start.programme_id = new.id
    ) then
        raise exception 'a programme keeps what it was applied for as' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger programme_is_fixed_once_applied before update on programme for each row
    when ((old.code, old.classification) is distinct from (new.code, new.classification))
    execute function programme_is_fixed_once_applied();

-- Nor does the study begin with another programme.
create function study_start_keeps_programme() returns trigger language plpgsql as $$
begin
    raise exception 'studies keep their programme' using errcode = 'restrict_violation';
end
$$;
create trigger study_start_keeps_programme before update on study_start for each row
    when (old.programme_id is distinct from new.programme_id)
    execute function study_start_keeps_programme();

-- Who applies holds the programme as it is: a change at the same moment waits for it, and sees it then.
create function application_choice_holds_programme() returns trigger language plpgsql as $$
begin
    perform from programme
        join study_start on study_start.programme_id = programme.id
        where study_start.id = new.study_start_id
        for share of programme;
    return new;
end
$$;
create trigger application_choice_holds_programme before insert on application_choice
    for each row execute function application_choice_holds_programme();
