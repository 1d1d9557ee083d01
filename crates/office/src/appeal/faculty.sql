select above.id, above.name_nb, above.name_nn, above.name_en
from unit
join unit above on above.level = 'faculty'
    and (above.place_code = unit.place_code or starts_with(unit.place_code, above.place_code || '.'))
where unit.id = $1
