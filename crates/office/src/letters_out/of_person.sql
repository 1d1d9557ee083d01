select id, kind, language, created_at, sent_at
from letter
where person_id = $1 and rendered_at is not null
order by created_at desc, id desc
