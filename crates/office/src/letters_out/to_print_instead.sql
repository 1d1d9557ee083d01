select
    unit.place_code, unit.name_nb, unit.name_nn, unit.name_en, count(*) as "letters!"
from letter_notice
join letter on letter.id = letter_notice.letter_id
join unit on unit.id = letter.unit_id
where letter_notice.not_told_at is not null and letter.sent_at is null
    and in_scope(unit.place_code, $1)
group by unit.id
order by unit.place_code
