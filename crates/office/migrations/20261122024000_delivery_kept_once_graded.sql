-- What an examiner has assessed was received: second lock behind the use case.
create function graded_delivery_is_kept() returns trigger language plpgsql as $$
begin
    if exists (select from standpoint where registration_id = old.registration_id) then
        raise exception 'an answer that is being graded is not taken back'
            using errcode = 'restrict_violation';
    end if;
    return old;
end
$$;
create trigger graded_delivery_is_kept before delete on delivery
    for each row execute function graded_delivery_is_kept();
