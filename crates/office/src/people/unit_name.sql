select name_nb, name_nn, name_en from unit where place_code = $1
