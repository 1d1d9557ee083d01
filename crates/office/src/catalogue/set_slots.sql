update exam set exam_date = slot.on_day, starts_at = slot.starts_at, planned_at = $4
from unnest($1::uuid[], $2::date[], $3::time[]) as slot(exam_id, on_day, starts_at)
where exam.id = slot.exam_id
