select given_name, family_name, student_number, national_id from person where id = $1
