select given_name, family_name, student_number, email, postal_address, language, protected_address
from person
where id = $1
