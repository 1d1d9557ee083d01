-- Courses that are there and would be graded, or count, otherwise.
select given.place as "place!", course.id, course.form, course.grade_scale, course.credits
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::numeric[])
    with ordinality as given(code, version, form, grade_scale, credits, place)
join course on course.code = given.code and course.version = given.version
where (course.form, course.grade_scale, course.credits)
    is distinct from (given.form, given.grade_scale, given.credits)
order by course.id
