insert into institution (number, short_name, name_nb, name_nn, name_en, web)
values ('999', 'NU', 'Nordlys universitet', 'Nordlys universitet', 'Nordlys University', 'nordlys.example')
