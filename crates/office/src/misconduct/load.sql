select
    misconduct.case_number, misconduct.person_id, misconduct.state, misconduct.matter,
    misconduct.source, misconduct.coursework, misconduct.suspected, misconduct.unit_id,
    misconduct.handling_unit_id, misconduct.reported_on, misconduct.observed, misconduct.told_on,
    misconduct.chose, misconduct.placement, misconduct.used_for, misconduct.removed_on,
    misconduct.warned_on, misconduct.registered_by, misconduct.rule_set,
    person.given_name, person.family_name, person.protected_address,
    unit.place_code, unit.name_nb, unit.name_nn, unit.name_en,
    misconduct.registration_id as "registration_id?", exam.id as "exam_id?", exam.term as "term?",
    exam.kind as "kind?", course.code as "code?", course.name_nb as "course_nb?",
    course.name_nn as "course_nn?", course.name_en as "course_en?", course.form as "form?",
    exam_registration.candidate_number as "candidate_number?"
from misconduct
join person on person.id = misconduct.person_id
join unit on unit.id = misconduct.unit_id
left join exam_registration on exam_registration.id = misconduct.registration_id
left join exam on exam.id = exam_registration.exam_id
left join course on course.id = exam.course_id
where misconduct.id = $1
