-- What was handed out is noted as due by whatever may change it, in the same transaction; who tells what has
-- changed reads nothing else. A change and an answer that is being written at the same moment wait for each
-- other on the person's registrations: whoever answers holds them for update, and whatever changes a result,
-- an annulment or a title holds its registration against that.
alter table exchange_handed
    add column about text,
    add column due boolean not null default false;
create index exchange_handed_due on exchange_handed (institution, item_id) where due;

-- As before, and beside the words what the course is about.
create or replace view exchange_standing as
select
    handed.institution, handed.item_id, handed.kind,
    result.id as result_id, result.origin,
    md5(concat_ws(chr(31), course.code, course.version, course.name_nb, course.name_nn, course.name_en,
        course.credits, thesis.title_nb, thesis.title_nn, thesis.title_en)) as words,
    result.id is null or result.grade in ('F', 'ikke bestått') or exists (
        select from result_annulment annulment
        where annulment.registration_id = registration.id and annulment.reversed_at is null
    ) as gone,
    (
        select later.id from exam_registration again
        join exam sitting on sitting.id = again.exam_id
        join course same on same.id = sitting.course_id and same.code = course.code
        join result later on later.registration_id = again.id and later.superseded_by is null
        where again.person_id = registration.person_id and again.id <> registration.id
            and later.announced_at > handed.handed_at and later.grade not in ('F', 'ikke bestått')
        order by later.announced_at desc, later.id limit 1
    ) as repeated,
    md5(concat_ws(chr(31), about.text_nb, about.text_nn, about.text_en)) as about
from exchange_handed handed
join exam_registration registration on registration.id = handed.item_id
join exam on exam.id = registration.exam_id
join course on course.id = exam.course_id
left join result on result.registration_id = registration.id and result.superseded_by is null
left join thesis_title thesis on thesis.registration_id = registration.id
left join course_description about on about.course_id = course.id
where handed.kind = 'result'
union all
select
    handed.institution, handed.item_id, handed.kind,
    null, null,
    md5(concat_ws(chr(31), degree.code, degree.name_nb, degree.name_nn, degree.name_en,
        degree.level, degree.credits, degree.conferred_on)),
    degree.withdrawn_at is not null,
    null,
    null
from exchange_handed handed
join degree on degree.id = handed.item_id
where handed.kind = 'degree';

-- Rows on registrations: the results and annulments of a registration, and its title. A passed exam may also
-- be another sitting of what was handed out, so all results of the person in that course are due.
create function exchange_registration_changed() returns trigger language plpgsql as $$
begin
    perform registration.id from exam_registration registration
    where registration.id in (select registration_id from changed)
    order by registration.id
    for key share;
    update exchange_handed handed set due = true
    from changed
    join exam_registration concerned on concerned.id = changed.registration_id
    join exam on exam.id = concerned.exam_id
    join course on course.id = exam.course_id
    join exam_registration same on same.person_id = concerned.person_id
    join exam sitting on sitting.id = same.exam_id
    join course other on other.id = sitting.course_id and other.code = course.code
    where handed.item_id = same.id and handed.kind = 'result';
    return null;
end
$$;
create trigger exchange_due_new after insert on result referencing new table as changed
    for each statement execute function exchange_registration_changed();
create trigger exchange_due after update on result referencing new table as changed
    for each statement execute function exchange_registration_changed();
create trigger exchange_due_new after insert on result_annulment referencing new table as changed
    for each statement execute function exchange_registration_changed();
create trigger exchange_due after update on result_annulment referencing new table as changed
    for each statement execute function exchange_registration_changed();
create trigger exchange_due_new after insert on thesis_title referencing new table as changed
    for each statement execute function exchange_registration_changed();
create trigger exchange_due after update on thesis_title referencing new table as changed
    for each statement execute function exchange_registration_changed();
create trigger exchange_due_gone after delete on thesis_title referencing old table as changed
    for each statement execute function exchange_registration_changed();

-- What stands of a course itself. Whoever answers holds the courses against it.
create function exchange_course_changed() returns trigger language plpgsql as $$
begin
    update exchange_handed handed set due = true
    from changed
    join exam on exam.course_id = (to_jsonb(changed) ->> tg_argv[0])::uuid
    join exam_registration registration on registration.exam_id = exam.id
    where handed.item_id = registration.id and handed.kind = 'result';
    return null;
end
$$;
create trigger exchange_due after update on course referencing new table as changed
    for each statement execute function exchange_course_changed('id');
create trigger exchange_due_new after insert on course_description referencing new table as changed
    for each statement execute function exchange_course_changed('course_id');
create trigger exchange_due after update on course_description referencing new table as changed
    for each statement execute function exchange_course_changed('course_id');
create trigger exchange_due_gone after delete on course_description referencing old table as changed
    for each statement execute function exchange_course_changed('course_id');

create function exchange_degree_changed() returns trigger language plpgsql as $$
begin
    update exchange_handed handed set due = true
    from changed where handed.item_id = changed.id and handed.kind = 'degree';
    return null;
end
$$;
create trigger exchange_due after update on degree referencing new table as changed
    for each statement execute function exchange_degree_changed();
