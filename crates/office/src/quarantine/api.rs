//! The same for programs.

use super::appeal::{Ground, Outcome};
use super::case::Case;
use super::exams_pages::OfExam;
use super::pages::appeal_by;
use super::store::{self, Listed, Whose};
use super::{Appeal, Concerned, EXAM_HANDLERS, HANDLERS, exams, my_pages, pages};
use crate::catalogue::words;
use crate::explanation::Channel;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{ExamId, LetterId, PersonId, RefusalId, RegistrationId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (exam_handlers, handlers) = (Allow::Roles(EXAM_HANDLERS), Allow::Roles(HANDLERS));
    Routes::default()
        .api(exam_handlers, None, routes!(concerned))
        .api(exam_handlers, Some("quarantine.withdraw"), routes!(withdraw))
        .api(exam_handlers, Some("quarantine.answer"), routes!(answer))
        .api(handlers, None, routes!(list))
        .api(handlers, None, routes!(one))
        .api(handlers, Some("quarantine.appeal"), routes!(lodge))
        .api(handlers, Some("quarantine.forward"), routes!(forward))
        .api(handlers, Some("quarantine.settle"), routes!(settle))
        .api(handlers, Some("quarantine.control"), routes!(control))
        .api(handlers, Some("quarantine.send_back"), routes!(send_back))
        .api(handlers, Some("quarantine.look_again"), routes!(look_again))
        .api(Allow::SignedIn, None, routes!(own_list))
        .api(Allow::SignedIn, None, routes!(own))
        .api(Allow::SignedIn, Some("quarantine.appeal"), routes!(lodge_own))
}

/// A registration for an exam that a quarantine concerns, or a try that was refused.
#[derive(Serialize, ToSchema)]
struct ConcernedItem {
    /// The registration, or the try.
    id: Uuid,
    /// Whether it is a try: to be answered in writing. Otherwise it stands, and is to be withdrawn.
    tried: bool,
    person: PersonId,
    exam: ExamId,
    /// Course and term.
    about: String,
    /// The day of the registration, or of the first try.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Whether somebody has to look whether the quarantine concerns this exam.
    doubtful: bool,
}

impl From<&Concerned> for ConcernedItem {
    fn from(one: &Concerned) -> Self {
        Self {
            id: one.id,
            tried: one.tried,
            person: one.person,
            exam: one.exam.id,
            about: one.exam.reference(),
            on: one.on,
            doubtful: one.is_doubtful(),
        }
    }
}

/// Lists registrations and refused tries at one's units that a quarantine concerns.
#[utoipa::path(get, path = "/api/quarantines", tag = "quarantine",
    params(OfExam), responses((status = 200, body = Vec<ConcernedItem>)))]
async fn concerned(
    signed: Signed,
    Query(OfExam { exam }): Query<OfExam>,
) -> Result<Json<Vec<ConcernedItem>>> {
    let mut conn = signed.read().await?;
    let mut all = exams(&mut conn, &signed.node, &signed.who, signed.today()).await?;
    all.retain(|one| exam.is_none_or(|exam| one.exam.id == exam));
    let persons: Vec<_> = all.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "quarantine").await?;
    Ok(Json(all.iter().map(ConcernedItem::from).collect()))
}

/// Registrations of one person in one term and one unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    registrations: Vec<RegistrationId>,
    /// That what the rule leaves to a person was looked at, and concerns these exams.
    #[serde(default)]
    assessed: bool,
}

/// Refused tries of one person in one term and one unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Answered {
    sign_ups: Vec<Uuid>,
    /// That what the rule leaves to a person was looked at, and concerns these exams.
    #[serde(default)]
    assessed: bool,
}

/// A refusal that was written.
#[derive(Serialize, ToSchema)]
struct RefusalMade {
    id: RefusalId,
}

/// Withdraws registrations that a quarantine bars, and writes to the person (letter 4).
#[utoipa::path(post, path = "/api/quarantines/withdrawals", tag = "quarantine", request_body = Withdrawn,
    responses((status = 201, body = RefusalMade), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-registered, announced, no-common-row, to-be-assessed"),
        (status = 422, body = Problem)))]
async fn withdraw(
    call: ActHeader,
    ApiJson(body): ApiJson<Withdrawn>,
) -> Result<(StatusCode, Json<RefusalMade>)> {
    let mut act = call.act().await?;
    let id = super::withdraw(&mut act, &body.registrations, body.assessed).await?;
    act.commit(Entry::new("quarantine.withdraw", "quarantine_refusal", id.0)).await?;
    Ok((StatusCode::CREATED, Json(RefusalMade { id })))
}

/// Answers tries that a quarantine has refused (letter 3).
#[utoipa::path(post, path = "/api/quarantines/answers", tag = "quarantine", request_body = Answered,
    responses((status = 201, body = RefusalMade), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn answer(
    call: ActHeader,
    ApiJson(body): ApiJson<Answered>,
) -> Result<(StatusCode, Json<RefusalMade>)> {
    let mut act = call.act().await?;
    let id = super::answer(&mut act, &body.sign_ups, body.assessed).await?;
    act.commit(Entry::new("quarantine.answer", "quarantine_refusal", id.0)).await?;
    Ok((StatusCode::CREATED, Json(RefusalMade { id })))
}

/// A refusal because of an exclusion, in a list.
#[derive(Serialize, ToSchema)]
struct RefusalItem {
    id: RefusalId,
    /// The number of the case.
    number: String,
    /// `admission`, `exam_refused` or `exam_withdrawn`.
    matter: String,
    #[schema(value_type = String, format = Date)]
    refused_on: Date,
    appealed: bool,
    /// Whether the appeal was sent on.
    sent: bool,
    /// Whether somebody has entered an outcome that nobody has controlled.
    entered: bool,
    /// What became of the appeal, once another person has controlled that.
    outcome: Option<Outcome>,
}

impl From<Listed> for RefusalItem {
    fn from(one: Listed) -> Self {
        Self {
            id: one.id,
            number: one.number,
            matter: one.matter,
            refused_on: one.refused_on,
            appealed: one.appealed,
            sent: one.sent,
            entered: one.entered_by.is_some(),
            outcome: one.outcome,
        }
    }
}

/// Lists what was refused at one's units because of an exclusion.
#[utoipa::path(get, path = "/api/quarantines/refusals", tag = "quarantine",
    responses((status = 200, body = Vec<RefusalItem>)))]
async fn list(signed: Signed) -> Result<Json<Vec<RefusalItem>>> {
    let mut conn = signed.read().await?;
    let cases = store::list(&mut conn, Whose::Scope(&signed.who)).await?;
    let persons: Vec<_> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&persons, "quarantine").await?;
    Ok(Json(cases.into_iter().map(RefusalItem::from).collect()))
}

/// Lists what was refused oneself.
#[utoipa::path(get, path = "/api/my/quarantines", tag = "quarantine",
    responses((status = 200, body = Vec<RefusalItem>)))]
async fn own_list(signed: Signed) -> Result<Json<Vec<RefusalItem>>> {
    let mut conn = signed.read().await?;
    let cases = store::list(&mut conn, Whose::Own(signed.who.person)).await?;
    Ok(Json(cases.into_iter().map(RefusalItem::from).collect()))
}

/// A refusal because of an exclusion, with its appeal.
#[derive(Serialize, ToSchema)]
struct RefusalCase {
    number: String,
    matter: String,
    person: PersonId,
    letter: LetterId,
    #[schema(value_type = String, format = Date)]
    refused_on: Date,
    /// The last day of the appeal.
    #[schema(value_type = Option<String>, format = Date)]
    appeal_by: Option<Date>,
    appeal: Option<AppealItem>,
    /// The day on which the row was taken back before its time: what was refused is taken up again.
    #[schema(value_type = Option<String>, format = Date)]
    taken_back_on: Option<Date>,
    /// Whether the exclusion has been changed since, and nobody has considered the refusal again; never in one's
    /// own case.
    changed: bool,
}

/// An appeal as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = QuarantineAppealItem)]
struct AppealItem {
    ground: Ground,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    channel: Channel,
    grounds: String,
    /// The day on which the person wrote herself, beside what was registered on paper.
    #[schema(value_type = Option<String>, format = Date)]
    own_words_on: Option<Date>,
    excuse: String,
    #[schema(value_type = Option<String>, format = Date)]
    sent_on: Option<Date>,
    /// What somebody of the unit has entered and nobody has controlled; never in one's own case.
    entered: Option<Outcome>,
    /// What became of it, once another person has controlled that.
    outcome: Option<Outcome>,
    #[schema(value_type = Option<String>, format = Date)]
    outcome_on: Option<Date>,
}

async fn shown(signed: &Signed, case: Case) -> Result<Json<RefusalCase>> {
    let own = case.person == signed.who.person;
    let due = appeal_by(signed, case.id).await?;
    Ok(Json(RefusalCase {
        number: case.number,
        matter: case.matter,
        person: case.person,
        letter: case.letter,
        refused_on: case.refused_on,
        appeal_by: due.and_then(|due| due.due_on),
        taken_back_on: case.taken_back_on,
        changed: case.changed.is_some() && !own,
        appeal: case.appeal.map(|one| AppealItem {
            ground: one.ground,
            received_on: one.received_on,
            channel: one.channel,
            grounds: one.grounds,
            own_words_on: one.own_words_on,
            excuse: one.excuse,
            sent_on: one.sent_on,
            entered: one.entered.filter(|_| !own).map(|entered| entered.outcome),
            outcome: one.outcome.map(|(outcome, _)| outcome),
            outcome_on: one.outcome.map(|(_, on)| on),
        }),
    }))
}

/// Shows a refusal of one's own unit.
#[utoipa::path(get, path = "/api/quarantines/{refusal}", tag = "quarantine",
    responses((status = 200, body = RefusalCase), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<RefusalId>) -> Result<Json<RefusalCase>> {
    let case = pages::of_unit(&signed, id).await?;
    shown(&signed, case).await
}

/// Shows what was refused oneself.
#[utoipa::path(get, path = "/api/my/quarantines/{refusal}", tag = "quarantine",
    responses((status = 200, body = RefusalCase), (status = 404, body = Problem)))]
async fn own(signed: Signed, Path(id): Path<RefusalId>) -> Result<Json<RefusalCase>> {
    let case = my_pages::own(&signed, id).await?;
    shown(&signed, case).await
}

/// Registers an appeal that came on paper or by mail.
#[utoipa::path(post, path = "/api/quarantines/{refusal}/appeal", tag = "quarantine", request_body = Appeal,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already-appealed, too-late"),
        (status = 422, body = Problem)))]
async fn lodge(
    Path(id): Path<RefusalId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Appeal>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::appeal(&mut act, id, body).await?;
    act.commit(Entry::new("quarantine.appeal", "quarantine_refusal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's own appeal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnQuarantineAppeal)]
struct OwnAppeal {
    ground: Ground,
    /// May be empty.
    #[serde(default)]
    grounds: String,
}

/// Appeals against what was refused oneself.
#[utoipa::path(post, path = "/api/my/quarantines/{refusal}/appeal", tag = "quarantine",
    request_body = OwnAppeal,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already-appealed, too-late")))]
async fn lodge_own(
    Path(id): Path<RefusalId>,
    call: ActHeader,
    ApiJson(body): ApiJson<OwnAppeal>,
) -> Result<StatusCode> {
    my_pages::own(&call.signed, id).await?;
    let mut act = call.act().await?;
    let new = Appeal {
        ground: body.ground,
        received_on: act.today(),
        channel: Channel::SelfService,
        grounds: body.grounds,
        excuse: String::new(),
    };
    super::appeal(&mut act, id, new).await?;
    act.commit(Entry::new("quarantine.appeal", "quarantine_refusal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends an appeal on, to whom it is about.
#[utoipa::path(post, path = "/api/quarantines/{refusal}/forwarding", tag = "quarantine",
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-appealed, already-sent, row-gone")))]
async fn forward(Path(id): Path<RefusalId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::forward(&mut act, id).await?;
    act.commit(Entry::new("quarantine.forward", "quarantine_refusal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What became of an appeal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuarantineSettled)]
struct Settled {
    outcome: Outcome,
    #[schema(value_type = String, format = Date)]
    outcome_on: Date,
}

/// Enters what became of an appeal; it counts once another person has controlled it.
#[utoipa::path(post, path = "/api/quarantines/{refusal}/outcome", tag = "quarantine",
    request_body = Settled,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-appealed, not-sent, already-settled, may-still-write"),
        (status = 422, body = Problem)))]
async fn settle(
    Path(id): Path<RefusalId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Settled>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::settle(&mut act, id, body.outcome, body.outcome_on).await?;
    let entry = Entry::new("quarantine.settle", "quarantine_refusal", id.0);
    act.commit(entry.fact("outcome", words::word(&body.outcome))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The outcome that was looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuarantineLookedAt)]
struct LookedAt {
    outcome: Outcome,
}

/// Controls the outcome that another person has entered: from then on it counts.
#[utoipa::path(post, path = "/api/quarantines/{refusal}/outcome-control", tag = "quarantine",
    request_body = LookedAt,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "nothing-entered, same-person")))]
async fn control(
    Path(id): Path<RefusalId>,
    call: ActHeader,
    ApiJson(body): ApiJson<LookedAt>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::control(&mut act, id, body.outcome).await?;
    let entry = Entry::new("quarantine.control", "quarantine_refusal", id.0);
    act.commit(entry.fact("outcome", words::word(&body.outcome))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends back an outcome that another person has entered: it is to be entered anew.
#[utoipa::path(post, path = "/api/quarantines/{refusal}/outcome-refusal", tag = "quarantine",
    request_body = LookedAt,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "nothing-entered, same-person")))]
async fn send_back(
    Path(id): Path<RefusalId>,
    call: ActHeader,
    ApiJson(body): ApiJson<LookedAt>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::send_back(&mut act, id, body.outcome).await?;
    let entry = Entry::new("quarantine.send_back", "quarantine_refusal", id.0);
    act.commit(entry.fact("outcome", words::word(&body.outcome))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes that a refusal has been considered again with what its exclusion is now.
#[utoipa::path(post, path = "/api/quarantines/{refusal}/look-again", tag = "quarantine",
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-changed")))]
async fn look_again(Path(id): Path<RefusalId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::look_again(&mut act, id).await?;
    act.commit(Entry::new("quarantine.look_again", "quarantine_refusal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
