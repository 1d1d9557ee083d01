insert into course (id, code, version, name_nb, name_nn, name_en, credits, unit_id, level, form,
    grade_scale)
select given.id, given.code, given.version, given.name_nb, given.name_nn, given.name_en,
    given.credits, unit.id, given.level, given.form, given.grade_scale
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::numeric[], $8::text[], $9::text[], $10::text[], $11::text[])
    as given(id, code, version, name_nb, name_nn, name_en, credits, unit, level, form,
        grade_scale)
join unit on unit.place_code = given.unit
on conflict (code, version) do update
set name_nb = excluded.name_nb, name_nn = excluded.name_nn, name_en = excluded.name_en,
    credits = excluded.credits, unit_id = excluded.unit_id, level = excluded.level,
    form = excluded.form, grade_scale = excluded.grade_scale
where (course.name_nb, course.name_nn, course.name_en, course.credits, course.unit_id,
        course.level, course.form, course.grade_scale)
    is distinct from (excluded.name_nb, excluded.name_nn, excluded.name_en, excluded.credits,
        excluded.unit_id, excluded.level, excluded.form, excluded.grade_scale)
returning code, (xmax = 0) as "added!"
