-- Answers the codes of the courses whose exams got other rooms.
with wished as (
    select distinct given.exam_id, room.id as room_id
    from unnest($1::uuid[], $2::text[]) as given(exam_id, code)
    join room on room.code = given.code
),
taken_out as (
    delete from exam_room
    where exam_id in (select exam_id from wished)
        and not exists (select from wished
            where wished.exam_id = exam_room.exam_id and wished.room_id = exam_room.room_id)
        and not exists (select from exam_registration as seated
            where seated.exam_id = exam_room.exam_id and seated.room_id = exam_room.room_id)
    returning exam_id
),
put_in as (
    insert into exam_room (exam_id, room_id)
    select exam_id, room_id from wished
    on conflict do nothing
    returning exam_id
)
select distinct course.code
from (select exam_id from taken_out union select exam_id from put_in) as changed
join exam on exam.id = changed.exam_id
join course on course.id = exam.course_id
order by course.code
