select
    course.id, course.code, course.version, course.name_nb, course.name_nn, course.name_en,
    course.credits, unit.place_code, course.level, course.form, course.grade_scale,
    course.classification
from course
join unit on unit.id = course.unit_id
where in_scope(unit.place_code, $1)
    and ($2::uuid is null or course.id = $2)
order by course.code collate "nb-NO-x-icu", course.version
