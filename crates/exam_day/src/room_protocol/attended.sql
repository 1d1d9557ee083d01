-- What became of the candidates of these rooms, and what was counted of each exam.
select booking_id as "booking_id!", registration_id as "of!", status as "status?", left_at as "left_at?",
    null::integer as "papers?", null::integer as "answers?", false as "taken!"
from room_attendance where booking_id = any($1)
union all
select part.booking_id, part.exam_id, null, null, counted.papers, counted.answers,
    exists (select from room_absence_taken as taken
        where taken.booking_id = part.booking_id and taken.exam_id = part.exam_id)
from room_booking_exam as part
left join room_count as counted
    on counted.booking_id = part.booking_id and counted.exam_id = part.exam_id
where part.booking_id = any($1) and part.ended_at is null
