-- By a course's category of studies an exclusion knows its exams. From the first registration on, or the first
-- try that was refused, a course keeps it, and an exam its course: else whoever keeps courses would decide
-- alone whom an exclusion bars. Second lock behind the use cases.
create function exam_is_signed_up_for(exam uuid) returns boolean language sql stable as $$
    select exists (select from exam_registration where exam_id = exam)
        or exists (select from refused_sign_up where exam_id = exam)
$$;

create function course_keeps_category() returns trigger language plpgsql as $$
begin
    if exists (select from exam where course_id = new.id and exam_is_signed_up_for(exam.id)) then
        raise exception 'a course keeps the category that was signed up for' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger course_keeps_category before update on course for each row
    when (old.classification is distinct from new.classification)
    execute function course_keeps_category();

create function exam_keeps_course() returns trigger language plpgsql as $$
begin
    if exam_is_signed_up_for(new.id) then
        raise exception 'an exam keeps the course that was signed up for' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger exam_keeps_course before update on exam for each row
    when (old.course_id is distinct from new.course_id)
    execute function exam_keeps_course();
