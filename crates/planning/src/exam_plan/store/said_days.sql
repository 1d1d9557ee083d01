-- What was said of days; the days on which somebody is away are told of each exam that she answered for.
select request_id as "request_id!", exam_id as "exam_id!", on_day as "on_day!", wish as "wish!"
from date_wish_day
where request_id = any($1)
union all
select date_wish.request_id, date_wish.exam_id, teacher_absence.on_day, 'away'
from teacher_absence
join date_wish on date_wish.request_id = teacher_absence.request_id
    and date_wish.answered_by = teacher_absence.person_id
where teacher_absence.request_id = any($1)
order by 3
