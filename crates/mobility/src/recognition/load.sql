select
    recognition.case_number, recognition.person_id, recognition.unit_id, recognition.applied_on,
    recognition.education, recognition.as_equal_to, recognition.state, recognition.rule_set,
    person.given_name, person.family_name, person.protected_address,
    unit.place_code, unit.name_nb, unit.name_nn, unit.name_en,
    advance.from_on as "from_on?", advance.until_on as "until_on?"
from recognition
join person on person.id = recognition.person_id
left join recognition_advance advance on advance.recognition_id = recognition.id
join unit on unit.id = recognition.unit_id
where recognition.id = $1
