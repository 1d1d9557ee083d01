-- What has been assessed is not exchanged: second lock behind the use cases. From the first
-- standpoint on an exam keeps its course, term, kind and hours, a course the form and the scale
-- that were graded by, and an answer its files.
create function exam_is_graded(exam uuid) returns boolean language sql stable as $$
    select exists (
        select from standpoint
        join committee_member on committee_member.id = standpoint.committee_member_id
        join committee on committee.id = committee_member.committee_id
        where committee.exam_id = exam
    )
$$;

create function graded_exam_is_fixed() returns trigger language plpgsql as $$
begin
    if exam_is_graded(new.id) then
        raise exception 'an exam that is being graded is not moved' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger graded_exam_is_fixed before update on exam for each row
    when ((old.course_id, old.term, old.kind, old.exam_date, old.starts_at, old.duration_minutes)
        is distinct from
        (new.course_id, new.term, new.kind, new.exam_date, new.starts_at, new.duration_minutes))
    execute function graded_exam_is_fixed();

create function graded_course_is_fixed() returns trigger language plpgsql as $$
begin
    if (old.form, old.grade_scale) is distinct from (new.form, new.grade_scale)
        and exists (select from exam where course_id = new.id and exam_is_graded(exam.id))
    then
        raise exception 'a course keeps what it was graded by' using errcode = 'restrict_violation';
    end if;
    if (old.code, old.version, old.credits) is distinct from (new.code, new.version, new.credits)
        and exists (
            select from exam
            join protocol on protocol.exam_id = exam.id
            join result on result.protocol_id = protocol.id
            where exam.course_id = new.id
        )
    then
        raise exception 'a course keeps what was announced' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger graded_course_is_fixed before update on course for each row
    when ((old.code, old.version, old.credits, old.form, old.grade_scale) is distinct from
        (new.code, new.version, new.credits, new.form, new.grade_scale))
    execute function graded_course_is_fixed();

create function graded_answer_is_fixed() returns trigger language plpgsql as $$
begin
    if exists (
        select from delivery
        join standpoint on standpoint.registration_id = delivery.registration_id
        where delivery.id = new.delivery_id
    ) then
        raise exception 'an answer that is being graded is not exchanged'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger graded_answer_is_fixed before insert on delivery_file
    for each row execute function graded_answer_is_fixed();
