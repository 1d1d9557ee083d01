-- A new row says what the decision says as it was entered: whoever entered it is neither the second pair of eyes
-- when another presses the button, nor the one who made her. What an appeal comes to is held against the board's
-- own words by a second person already.
create function exclusion_version_by_a_third() returns trigger language plpgsql as $$
declare
    entered_by uuid;
begin
    select meeting.recorded_by into entered_by
    from exclusion_row own
    join exclusion_decision decision on decision.id = own.decision_id
    join misconduct_meeting meeting on meeting.misconduct_id = decision.case_id
    where own.id = new.row_id;
    if entered_by = new.controlled_by then
        raise exception 'whoever entered the decision does not control what is registered from it'
            using errcode = 'restrict_violation';
    end if;
    if entered_by is not null and not exclusion_role_from_another(
            new.controlled_by, 'RUST_KONTROLLER', entered_by, new.controlled_at) then
        raise exception 'whoever controls has the role from another than the one who entered the decision'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger exclusion_version_by_a_third before update on exclusion_row_version
    for each row when (new.action = 'create' and new.controlled_at is not null and old.controlled_at is null)
    execute function exclusion_version_by_a_third();

-- Who entered it is whoever acts: it cannot be entered in another's name.
create function misconduct_meeting_entered() returns trigger language plpgsql as $$
begin
    if new.recorded_by is distinct from (
        select actor_id from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid
    ) then
        raise exception 'a decision is entered by whoever acts' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger entered before insert on misconduct_meeting
    for each row execute function misconduct_meeting_entered();
