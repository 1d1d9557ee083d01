//! What nobody gets at once the story is told.

/// What nobody gets at after the story, with the reason. The list may only shrink.
pub(super) const NOBODYS: [(&str, &str); 78] = [
    ("POST /recognitions/{recognition}/promises", NO_PROMISE),
    ("POST /my/recognitions/{recognition}/promises", NO_PROMISE),
    ("POST /api/recognitions/{recognition}/promises", NO_PROMISE),
    ("POST /api/my/recognitions/{recognition}/promises", NO_PROMISE),
    ("POST /exchanges/applications/{application}", NO_INSTITUTION),
    ("POST /api/exchanges/applications/{application}", NO_INSTITUTION),
    ("GET  /exchanges/answered/{answered}", NO_INSTITUTION),
    ("POST /exchanges/answered/{answered}/settlement", NO_INSTITUTION),
    ("GET  /api/exchanges/answered/{answered}", NO_INSTITUTION),
    ("POST /api/exchanges/answered/{answered}/settlement", NO_INSTITUTION),
    ("GET  /my/exchange/answered/{answered}", NO_INSTITUTION),
    ("POST /my/exchange/answered/{answered}/contest", NO_INSTITUTION),
    ("GET  /api/my/exchange/answered/{answered}", NO_INSTITUTION),
    ("POST /api/my/exchange/answered/{answered}/contest", NO_INSTITUTION),
    ("GET  /exchanges/batches/{batch}", NO_INSTITUTION),
    ("POST /exchanges/batches/{batch}/again", NO_INSTITUTION),
    ("POST /exchanges/batches/{batch}/cancellation", NO_INSTITUTION),
    ("GET  /api/exchanges/batches/{batch}", NO_INSTITUTION),
    ("POST /api/exchanges/batches/{batch}/again", NO_INSTITUTION),
    ("POST /api/exchanges/batches/{batch}/cancellation", NO_INSTITUTION),
    ("GET  /exam-plans/{exam_plan}/calendar.ics", NO_PLAN),
    ("GET  /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/groups", NO_PLAN),
    ("GET  /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/plan.csv", NO_PLAN),
    ("GET  /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/groups", NO_PLAN),
    ("GET  /date-wishes/{date_wish_request}", NO_PLAN),
    ("POST /date-wishes/{date_wish_request}/deadline", NO_PLAN),
    ("GET  /date-wishes/{date_wish_request}/exams/{exam}", NO_PLAN),
    ("POST /date-wishes/{date_wish_request}/exams/{exam}", NO_PLAN),
    ("GET  /exam-plans/{exam_plan}", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/drafts", NO_PLAN),
    ("GET  /exam-plans/{exam_plan}/drafts/{exam_plan_draft}", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/stop", NO_PLAN),
    ("GET  /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/review", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/recall", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/reviews", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/publication", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/repairs", NO_PLAN),
    ("POST /exam-plans/{exam_plan}/drafts/{exam_plan_draft}/repair", NO_PLAN),
    ("GET  /api/date-wishes/{date_wish_request}", NO_PLAN),
    ("POST /api/date-wishes/{date_wish_request}/deadline", NO_PLAN),
    ("GET  /api/date-wishes/{date_wish_request}/exams/{exam}", NO_PLAN),
    ("POST /api/date-wishes/{date_wish_request}/exams/{exam}", NO_PLAN),
    ("GET  /api/exam-plans/{exam_plan}", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/drafts", NO_PLAN),
    ("GET  /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/stop", NO_PLAN),
    ("GET  /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/review", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/recall", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/reviews", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/publication", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/repairs", NO_PLAN),
    ("POST /api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/repair", NO_PLAN),
    ("GET  /api/degrees/titles/{registration}", NO_RESULT),
    ("GET  /degrees/titles/{registration}", NO_RESULT),
    ("POST /degrees/titles/{registration}", NO_RESULT),
    ("GET  /api/misconduct/{misconduct}/exclusion", NO_EXCLUSION),
    ("GET  /misconduct/{misconduct}/exclusion", NO_EXCLUSION),
    ("POST /api/misconduct/{misconduct}/exclusion", NO_EXCLUSION),
    ("POST /misconduct/{misconduct}/exclusion", NO_EXCLUSION),
    ("GET  /exchanges/{exchange}", NO_INSTITUTION),
    ("POST /exchanges/{exchange}/again", NO_INSTITUTION),
    ("POST /exchanges/{exchange}/cancellation", NO_INSTITUTION),
    ("GET  /my/exchange/{exchange}", NO_INSTITUTION),
    ("POST /my/exchange/{exchange}/receipt", NO_INSTITUTION),
    ("GET  /api/exchanges/{exchange}", NO_INSTITUTION),
    ("POST /api/exchanges/{exchange}/again", NO_INSTITUTION),
    ("POST /api/exchanges/{exchange}/cancellation", NO_INSTITUTION),
    ("GET  /api/my/exchange/{exchange}", NO_INSTITUTION),
    ("POST /api/my/exchange/{exchange}/receipt", NO_INSTITUTION),
    ("GET  /messages/{message}", NO_MESSAGE),
    ("POST /messages/{message}/end", NO_MESSAGE),
    ("POST /messages/{message}/sending", NO_MESSAGE),
    ("POST /exams/{exam}/committee/appointments", "no proposal waits: all seats are taken"),
    ("POST /api/exams/{exam}/committee/appointments", "no proposal waits: all seats are taken"),
];

/// A reason that stands several times.
const NO_PLAN: &str = "no term is planned in the story, of which there could be wishes or a plan";
/// Another one.
const NO_RESULT: &str =
    "the registration has no result that counts, of which there could be a title";
/// Another one.
const NO_PROMISE: &str = "nothing is approved in advance in the story";
/// Another one.
const NO_INSTITUTION: &str = "the story's office has no other institution to ask";
/// Another one.
const NO_MESSAGE: &str = "no message of this office waits to be sent";
/// Another one.
const NO_EXCLUSION: &str = "no exclusion is decided in the case";
