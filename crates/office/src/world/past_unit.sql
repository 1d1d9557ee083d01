select id from unit where level = 'institution'
