select distinct letter.kind
from letter join unit on unit.id = letter.unit_id
where in_scope(unit.place_code, $1)
order by letter.kind
