select id, code, name, capacity
from room
order by name collate "nb-NO-x-icu", code collate "nb-NO-x-icu"
