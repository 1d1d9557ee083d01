-- When a row is over nothing leads from what stays of it to whose it was (X-28): what rests on it here forgets
-- which row it was, in the act in which the row forgets its person. The letters and the archive stay, as the
-- Archives Act has it. A row that was taken back before its time is asked for once more by a job, which takes
-- its refusals up again and lets it be forgotten then; one that is only not told any more, since its institution shares nothing, stands.
alter table quarantine_refusal alter column row_id drop not null;
alter table refused_sign_up alter column row_id drop not null;
alter table applicant_message drop constraint applicant_message_pkey;
alter table applicant_message alter column row_id drop not null;
alter table applicant_message add primary key (letter_id);
create unique index applicant_message_once on applicant_message (application_id, row_id);
alter table study_right drop constraint study_right_check1;
alter table study_right add constraint study_right_lost_since check (lost_row is null or lost_on is not null);

create function exclusion_row_forgotten(over uuid) returns void language plpgsql as $$
begin
    update quarantine_refusal set row_id = null where row_id = over;
    update refused_sign_up set row_id = null where row_id = over;
    update applicant_message set row_id = null where row_id = over;
    update study_right set lost_row = null where lost_row = over;
    delete from offer_assessment where row_id = over;
end
$$;

create function exclusion_row_over() returns trigger language plpgsql as $$
begin
    perform exclusion_row_forgotten(old.id);
    return null;
end
$$;
create trigger row_over after update on exclusion_row for each row
    when (old.person_id is not null and new.person_id is null)
    execute function exclusion_row_over();

create function exclusion_told_row_over() returns trigger language plpgsql as $$
begin
    perform exclusion_row_forgotten(old.row_id);
    return null;
end
$$;
create trigger row_over after update on exclusion_told_row for each row
    when (old.person_id is not null and new.person_id is null and new.removed = 'expired')
    execute function exclusion_told_row_over();
create trigger row_forgotten after delete on exclusion_told_row for each row
    execute function exclusion_told_row_over();
