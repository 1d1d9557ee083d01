select room.id, room.code, room.name, room.capacity
from exam_room
join room on room.id = exam_room.room_id
where exam_room.exam_id = $1
order by room.code collate "nb-NO-x-icu"
