select id, place_code, name_nb, name_nn, name_en from unit where in_scope(place_code, $1) order by place_code
