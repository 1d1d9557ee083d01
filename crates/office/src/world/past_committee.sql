insert into committee (id, exam_id, kind, appointed_on, appointed_by)
select $1, $2, 'ordinary', $3, unit.id from unit where level = 'institution'
