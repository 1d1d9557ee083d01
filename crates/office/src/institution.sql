select number, short_name, name_nb, name_nn, name_en from institution
