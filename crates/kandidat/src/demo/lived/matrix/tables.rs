//! What the matrix of own and others' things is asked with: who asks, for whose things, and what
//! stands outside it with a reason.

/// Marks every name of the world; gives one officer all roles at the neighbouring department, and
/// three all roles everywhere: one who keeps them, one whose roles are about to be taken, and one
/// whose roles ended with the summer.
pub(super) const BEFORE: &str = "
    update person set given_name = given_name || 'Qzg', family_name = family_name || 'Qzf',
        student_number = student_number || '007700770077', postal_address = array['Qza ' || id];
    update role_grant set valid_to = '2026-08-19' from person
        where person.id = person_id and person.email = 'berit@nordlys.example';
    insert into role_grant (id, person_id, unit_id, role, valid_from, valid_to)
    select gen_random_uuid(), person.id, unit.id, roles.role, '2010-01-01', given.until
    from (values ('per', '999.10.02', null::date), ('unni', '999', null), ('odd', '999', null),
        ('berit', '999', '2026-08-19')) given (key, place, until)
    join person on person.email = given.key || '@nordlys.example'
    join unit on unit.place_code = given.place
    cross join (select distinct role from role_grant) roles";

/// What stands in a page wherever the world speaks of somebody.
pub(super) const MARKS: [&str; 4] = ["Qzg", "Qzf", "Qza ", "007700770077"];

/// Whose things it is not: with every role at the neighbouring department, a student of the same
/// exam, an examiner of another committee, one whose roles were taken away this minute, one whose
/// roles are over.
pub(super) const STRANGERS: [(&str, &str); 5] = [
    ("neighbour", "per"),
    ("classmate", "cecilie"),
    ("other_examiner", "knut"),
    ("revoked", "odd"),
    ("expired", "berit"),
];
/// Whose things they are: an officer with every role, the student, the examiner.
pub(super) const OWNERS: [(&str, &str); 3] =
    [("officer", "unni"), ("student", "amina"), ("examiner", "marit")];

/// Of what a parameter names which one. All belong to the same exam, to Amina and to Marit.
pub(super) const IDS: [(&str, &str); 48] = [
    (
        "person",
        "select id from person where $1::uuid is not null and email = 'amina@nordlys.example'",
    ),
    (
        "external_document",
        "select id from external_document where $1::uuid is not null order by received_at, id",
    ),
    ("external_row", "select id from external_row where $1::uuid is not null order by id"),
    ("recognition", "select id from recognition where $1::uuid is not null order by id"),
    (
        "recognition_item",
        "select id from recognition_item where $1::uuid is not null order by position",
    ),
    (
        "recognition_file",
        "select file_id from recognition_file where $1::uuid is not null order by added_at",
    ),
    ("programme", "select id from programme where $1::uuid is not null"),
    ("application", "select id from application where $1::uuid is not null"),
    (
        "choice",
        "select id from application_choice where $1::uuid is not null order by priority desc",
    ),
    ("refusal", "select id from quarantine_refusal where $1::uuid is not null"),
    ("exclusion", "select id from exclusion_row where $1::uuid is not null order by id"),
    ("alert", "select id from exclusion_alert where $1::uuid is not null order by id"),
    ("degree", "select id from degree where $1::uuid is not null order by id"),
    ("exchange", NOBODY),
    ("date_wish_request", NOBODY),
    ("exam_plan", NOBODY),
    ("exam_plan_draft", NOBODY),
    ("accommodation", NOBODY),
    ("answered", NOBODY),
    ("batch", NOBODY),
    ("course", "select course_id from exam where id = $1"),
    ("exam", "select $1::uuid"),
    (
        "registration",
        "select registration.id from exam_registration registration
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and person.email = 'amina@nordlys.example'",
    ),
    ("absent", "select id from exam_registration where exam_id = $1 and absence is not null"),
    (
        "absent_number",
        "select candidate_number from exam_registration where exam_id = $1 and absence is not null",
    ),
    ("regrade", "select id from committee where exam_id = $1 and kind = 'regrade'"),
    (
        "current",
        "select result.id from result
        join exam_registration registration on registration.id = result.registration_id
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and person.email = 'amina@nordlys.example'
            and result.superseded_by is null",
    ),
    (
        "number",
        "select registration.candidate_number from exam_registration registration
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and person.email = 'amina@nordlys.example'",
    ),
    (
        "delivery",
        "select delivery.id from delivery
        join exam_registration registration on registration.id = delivery.registration_id
        where registration.exam_id = $1 and delivery.channel <> 'upload'",
    ),
    ("document", "select id from exam_document where exam_id = $1 and kind = 'guide'"),
    ("committee", "select id from committee where exam_id = $1 and appeal_id is null"),
    ("protocol", "select id from protocol where exam_id = $1 and kind = 'original'"),
    (
        "proposal",
        "select proposal.id from committee_proposal proposal
        where proposal.exam_id = $1 order by proposed_at",
    ),
    (
        "result",
        "select appeal.result_id from appeal
        join exam_registration registration on registration.id = appeal.registration_id
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and person.email = 'amina@nordlys.example'",
    ),
    (
        "appeal",
        "select appeal.id from appeal
        join exam_registration registration on registration.id = appeal.registration_id
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and person.email = 'amina@nordlys.example'",
    ),
    (
        "explanation",
        "select explanation.id from explanation
        join exam_registration registration on registration.id = explanation.registration_id
        where registration.exam_id = $1",
    ),
    (
        "file",
        "select file.file_id from delivery_file file
        join delivery on delivery.id = file.delivery_id
        join exam_registration registration on registration.id = delivery.registration_id
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and person.email = 'amina@nordlys.example'",
    ),
    (
        "examiner",
        "select id from person where $1::uuid is not null
        and email = 'marit@nordlys.example'",
    ),
    (
        "grant",
        "select role_grant.id from role_grant join person on person.id = person_id
        where $1::uuid is not null and email = 'ingrid@nordlys.example'",
    ),
    (
        "letter",
        "select letter.id from letter join person on person.id = letter.person_id
        where $1::uuid is not null and email = 'amina@nordlys.example' order by created_at",
    ),
    ("unit", "select id from unit where $1::uuid is not null and place_code = '999.10.01'"),
    ("room", "select id from room where $1::uuid is not null order by code"),
    ("booking", NOBODY),
    ("invigilator", NOBODY),
    ("turn", NOBODY),
    ("availability", NOBODY),
    ("oral_session", NOBODY),
    ("oral_away", NOBODY),
];

/// The id of nothing: the story has no such thing.
const NOBODY: &str =
    "select '0193a000-0000-7000-8000-00000000fffe'::uuid where $1::uuid is not null";

/// What a parameter is on some routes, where the rightful one gets at nothing else.
pub(super) const OTHERWISE: [(&str, &str, &str); 4] = [
    ("/letters/{file}", "file", "{letter}.pdf"),
    ("absences/{registration}", "registration", "{absent}"),
    ("/my/results/{result}/guide", "result", "{current}"),
    ("/committees/{committee}/third", "committee", "{regrade}"),
];

/// What forms and calls hold besides, by name; the rest is left to their kind.
pub(super) const FIELDS: [(&str, &str); 72] = [
    ("worked_day", "2026-10-20"),
    ("worked_from", "09:00"),
    ("worked_until", "12:00"),
    ("item", "{recognition_item}"),
    ("promised_by", "{recognition_item}"),
    ("room", "TEO-101"),
    ("seats", "1"),
    ("extra_minutes", "0"),
    ("why", "Flyttet."),
    ("features", "paper"),
    ("per_row", "6"),
    ("allowed", "none"),
    ("kept", "{external_row}"),
    ("other", "{external_row}"),
    ("rows", "{external_row}"),
    ("education", "Historie"),
    ("applied_on", "2026-10-20"),
    ("classification", "HESOS"),
    ("version", "1"),
    ("justification", "Omgjort."),
    ("cause", "entry_wrong"),
    ("because", "Feil."),
    ("course", "{course}"),
    ("exam", "{exam}"),
    ("result", "{result}"),
    ("unit", "{unit}"),
    ("proposal", "{proposal}"),
    ("letter", "{letter}"),
    ("letters", "{letter}"),
    ("number", "{number}"),
    ("candidate_number", "{number}"),
    ("examiner", "{examiner}"),
    ("person", "ingrid@nordlys.example"),
    ("members", "{examiner}"),
    ("member-1", "{examiner}"),
    ("grade", "B"),
    ("grade-{number}", "B"),
    ("answer", "yes"),
    ("confirm", "yes"),
    ("excused", "yes"),
    ("understood", "yes"),
    ("by_email", "yes"),
    ("copies", "1"),
    ("language", "nb"),
    ("reason", "Feil kandidat."),
    ("assessment", "Svaret er godt."),
    ("principles", "Drøfting."),
    ("case_ref", "Sak 1"),
    ("form", "written"),
    ("channel", "desk"),
    ("received_on", "2026-10-20"),
    ("role", "desk_officer"),
    ("valid_from", "2027-01-01"),
    ("kind", "ordinary"),
    ("term", "2026-H"),
    ("date", "2026-12-01"),
    ("starts_at", "09:00"),
    ("duration_minutes", "60"),
    ("rooms", "TEO-H1"),
    ("code", "XYZ-1001"),
    ("name_nb", "Et emne"),
    ("name_nn", "Eit emne"),
    ("name_en", "A course"),
    ("credits", "10"),
    ("level", "bachelor"),
    ("registration", "{registration}"),
    ("matter", "cheating"),
    ("source", "committee"),
    ("suspected", "copied_without_source"),
    ("reported_on", "2026-10-20"),
    ("observed", "Avskrift."),
    ("reporters", "Ola Prøve, sensor"),
];

/// The same where a name means something else.
pub(super) const HERE: [(&str, &str, &str); 13] = [
    ("/availability", "from", "09:00:00"),
    ("/availability", "until", "12:00:00"),
    ("/hours", "from", "2026-10-20T09:00:00"),
    ("/hours", "until", "2026-10-20T12:00:00"),
    ("/drafts/{exam_plan_draft}/exams/{exam}", "to", "2026-10-20 09:00"),
    ("/recognitions", "person", "{person}"),
    ("/api/recognitions", "person", "{person}"),
    ("/courses", "form", "written_school"),
    ("/courses", "unit", "999.10.01"),
    ("/courses/{course}", "form", "written_school"),
    ("/courses/{course}", "unit", "999.10.01"),
    ("/exams/{exam}/documents", "kind", "guide"),
    ("/exams/{exam}/absences", "kind", "absent"),
];

/// Pages that take what they show from a question.
pub(super) const ASKED: [(&str, &str); 3] = [
    ("/my/appeals/form", "result={result}"),
    ("/my/appeals/new", "result={result}"),
    ("/my/explanations/new", "result={result}"),
];

/// Forms and calls without a parameter in their address that name somebody's thing in a field.
pub(super) const NAMED: [&str; 22] = [
    "/access/grants",
    "/api/access/grants",
    "/api/appeals",
    "/api/courses",
    "/api/exams",
    "/api/explanations",
    "/api/letters/print",
    "/api/external-studies/duplicates",
    "/api/misconduct",
    "/api/my/appeals",
    "/api/my/explanations",
    "/api/recognitions",
    "/appeals",
    "/courses",
    "/exams",
    "/explanations",
    "/external-studies/duplicates",
    "/letters/print",
    "/misconduct",
    "/my/appeals",
    "/my/explanations",
    "/recognitions",
];

/// Those that name nothing of anybody, or what all may use, with the reason.
pub(super) const FREE: [(&str, &str); 91] = [
    ("/accommodations", OWN_PEOPLE),
    ("/api/accommodations", OWN_PEOPLE),
    ("/api/term-notices", STUDENTS),
    ("/term-notices", STUDENTS),
    ("/api/date-wishes", UNIT),
    ("/api/exam-plans", UNIT),
    ("/date-wishes", UNIT),
    ("/exam-plans", UNIT),
    ("/api/invigilation/letters", INVIGILATORS),
    ("/api/invigilation/people", INVIGILATORS),
    ("/api/invigilation/rota", INVIGILATORS),
    ("/api/room-folders/seats", SEATS),
    ("/invigilation/letters", INVIGILATORS),
    ("/invigilation/people", INVIGILATORS),
    ("/invigilation/rota", INVIGILATORS),
    ("/room-folders/seats", SEATS),
    ("/api/degrees", DEGREES),
    ("/api/degrees/descriptions", DEGREES),
    ("/api/degrees/find", DEGREES),
    ("/api/degrees/titles", DEGREES),
    ("/degrees", DEGREES),
    ("/degrees/find", DEGREES),
    ("/api/exchanges", EXCHANGES),
    ("/api/exchanges/alarms/seen", EXCHANGES),
    ("/api/exchanges/batches", EXCHANGES),
    ("/api/exchanges/consents", EXCHANGES),
    ("/api/exchanges/settings/deadline", EXCHANGES),
    ("/api/exchanges/settings/quota", EXCHANGES),
    ("/api/exchanges/settings/sharing", EXCHANGES),
    ("/exchanges", EXCHANGES),
    ("/exchanges/alarms/seen", EXCHANGES),
    ("/exchanges/batches", EXCHANGES),
    ("/exchanges/consents", EXCHANGES),
    ("/exchanges/settings/deadline", EXCHANGES),
    ("/exchanges/settings/quota", EXCHANGES),
    ("/exchanges/settings/sharing", EXCHANGES),
    ("/api/my/exchange/consents", OWN_CONSENT),
    ("/api/my/exchange/consents/withdrawal", OWN_CONSENT),
    ("/my/exchange/consents", OWN_CONSENT),
    ("/my/exchange/consents/withdrawal", OWN_CONSENT),
    ("/api/external-studies/find", OWN_PEOPLE),
    ("/api/external-studies/keys", KEYS),
    ("/api/my/external-studies/files", ONES_OWN),
    ("/api/my/recognitions", ONES_OWN),
    ("/external-studies/find", OWN_PEOPLE),
    ("/external-studies/keys", KEYS),
    ("/my/external-studies/files", ONES_OWN),
    ("/my/recognitions", ONES_OWN),
    ("/api/applications/import", IMPORT),
    ("/api/my/applications", "everybody may apply for every programme"),
    ("/api/programmes", UNIT),
    ("/api/quarantines/answers", CONCERNED),
    ("/api/quarantines/withdrawals", CONCERNED),
    ("/applications/import", IMPORT),
    ("/my/applications", "everybody may apply for every programme"),
    ("/programmes", UNIT),
    ("/quarantines/answers", CONCERNED),
    ("/quarantines/withdrawals", CONCERNED),
    ("/api/exclusions", EXCLUSIONS),
    ("/api/exclusions/alerts/responsible", EXCLUSIONS),
    ("/api/exclusions/rows", EXCLUSIONS),
    ("/exclusions", EXCLUSIONS),
    ("/exclusions/alerts/responsible", EXCLUSIONS),
    ("/exclusions/rows", EXCLUSIONS),
    (
        "/api/access/colleagues/find",
        "finds by an address whom a role can be given, and names nobody",
    ),
    ("/api/appeals/find", "finds only results of one's own unit, among them a stranger's none"),
    ("/api/appeals/search", OWN_LIST),
    ("/api/archive/search", OWN_LIST),
    (
        "/api/explanations/find",
        "finds only results of one's own unit, among them a stranger's none",
    ),
    ("/api/examiners", REGISTER),
    ("/api/examiners/find", REGISTER),
    ("/api/explanations/search", OWN_LIST),
    ("/api/letters/search", OWN_LIST),
    ("/api/misconduct/find", "finds only exams of one's own unit, among them a stranger's none"),
    ("/api/my/registrations", "every student may sign up for every exam"),
    ("/api/regulations", "names nothing; the editors are the institution's"),
    ("/appeals/find", "finds only results of one's own unit, among them a stranger's none"),
    ("/appeals/search", OWN_LIST),
    ("/archive/search", OWN_LIST),
    ("/demo/clock", "the demonstration's"),
    ("/demo/login", "the demonstration's"),
    ("/examiners", REGISTER),
    ("/examiners/find", REGISTER),
    ("/explanations/find", "finds only results of one's own unit, among them a stranger's none"),
    ("/explanations/search", OWN_LIST),
    ("/language", "names nothing"),
    ("/letters/search", OWN_LIST),
    ("/logout", "names nothing"),
    ("/misconduct/find", "finds only exams of one's own unit, among them a stranger's none"),
    ("/my/registrations", "every student may sign up for every exam"),
    ("/regulations", "names nothing; the editors are the institution's"),
];
/// A reason that stands several times.
const SEATS: &str = "gives seats in one's own rooms alone, of which a stranger has none";
/// Another one.
const STUDENTS: &str = "all students are told alike, by the institution as a whole";
/// Another one.
const INVIGILATORS: &str = "invigilators are a matter of the institution as a whole";
/// Another one.
const DEGREES: &str = "enters at one's own units alone, for whoever has the number that is typed";
/// Another one.
const EXCHANGES: &str = "the exchange is a matter of the institution as a whole";
/// Another one.
const OWN_CONSENT: &str = "one's own consent; anybody else's is not there";
/// Another one.
const OWN_PEOPLE: &str = "finds only those whom one's own unit has to do with";
/// Another one.
const KEYS: &str = "the keys of others are a matter of the institution as a whole";
/// Another one.
const ONES_OWN: &str = "everybody hands in what is their own";
/// Another one.
const EXCLUSIONS: &str = "exclusions are a matter of the institution as a whole";
/// Another one.
const IMPORT: &str = "what comes from the national admission is the institution's";
/// Another one.
const UNIT: &str = "another's unit is told as one that is not there";
/// Another one.
const CONCERNED: &str =
    "finds only what concerns exams of one's own units, among them a stranger's none";
/// Another one.
const OWN_LIST: &str = "looks through the list of one's own units alone";
/// Another one.
pub(super) const REGISTER: &str = "the register of examiners is the institution's";

/// What one of the strangers gets at all the same, with the reason. The list may only shrink.
pub(super) const SHARED: [(&str, &str, &str); 10] = [
    ("POST /courses", "neighbour", "is told as of a unit that is not there"),
    ("POST /api/courses", "neighbour", "is told as of a unit that is not there"),
    ("POST /exams", "neighbour", "is told as of a course that is not there"),
    ("POST /api/exams", "neighbour", "is told as of a course that is not there"),
    ("GET  /examiners/{examiner}", "neighbour", REGISTER),
    ("POST /examiners/{examiner}/approval", "neighbour", REGISTER),
    ("POST /api/examiners/{examiner}/approval", "neighbour", REGISTER),
    ("GET  /api/examiners/{examiner}", "neighbour", REGISTER),
    ("POST /letters/print", "neighbour", "is told as of letters that are not there"),
    ("POST /api/letters/print", "neighbour", "is told as of letters that are not there"),
];

/// Where a stranger may read of somebody else, with the reason.
pub(super) const TELLS: [(&str, &str); 9] = [
    ("GET  /login", "the demonstration's people to pick from"),
    ("GET  /my/looks", "says who has looked at one's own data"),
    ("GET  /api/my/looks", "says who has looked at one's own data"),
    ("GET  /api/examiners/{examiner}", REGISTER),
    ("GET  /examiners", REGISTER),
    ("GET  /examiners/find", REGISTER),
    ("GET  /api/examiners", REGISTER),
    ("GET  /examiners/{examiner}", REGISTER),
    ("POST /examiners/{examiner}/approval", REGISTER),
];

/// Of which parameter one has one's own, and who.
pub(super) const CROSSED: [(&str, &str, &str); 2] =
    [("exam", "neighbours_exam", "per"), ("committee", "regrade", "knut")];
