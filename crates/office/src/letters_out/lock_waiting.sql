select letter.id, letter.subject_kind, letter.subject_id
from letter
join unit on unit.id = letter.unit_id
where letter.id = any($1)
    and in_scope(unit.place_code, $2)
    and letter.channel = 'print' and letter.rendered_at is not null and letter.sent_at is null
order by letter.id
for update of letter
