-- Who is responsible for a course of which nobody has said when its exam would suit: a role at a unit
-- covers the units below it.
select
    role_grant.person_id, course.code, course.name_nb, course.name_nn, course.name_en
from exam
join course on course.id = exam.course_id
join unit on unit.id = course.unit_id
join unit as home on in_scope(unit.place_code, array[home.place_code])
join role_grant on role_grant.unit_id = home.id
where exam.term = $2 and exam.kind = any($3) and course.form = any($4)
    and in_scope(unit.place_code, array[$5])
    and role_grant.role = 'course_responsible'
    and role_grant.valid_from <= $6 and (role_grant.valid_to is null or role_grant.valid_to >= $6)
    and not exists (select from date_wish
        where date_wish.request_id = $1 and date_wish.exam_id = exam.id)
group by role_grant.person_id, exam.id, course.id
order by role_grant.person_id, course.code, exam.kind
