//! The officers' part of applications, for programs.

use super::application::{Application, Choice, State, Via};
use super::case_pages::{self, Line};
use super::programme_api::StartItem;
use super::store::{Filter, Listed};
use super::study_right::Stands;
use super::{HANDLERS, IMPORTERS, Offer, Offered, dismiss, import_national, message, pages};
use crate::http::{ActHeader, Allow, ApiBody, ApiJson, Problem, Routes, Signed};
use crate::{
    ApplicationId, ChoiceId, LetterId, PersonId, ProgrammeId, RefusalId, Result, StudyRightId,
};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::civil::Date;
use rules::exclusion::{Effect, HeldRight};
use rules::{Reason, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    Routes::default()
        .api(handlers, None, routes!(list))
        .api(Allow::Everywhere(IMPORTERS), Some("admission.import"), routes!(import))
        .api(handlers, None, routes!(one))
        .api(handlers, Some("admission.offer"), routes!(offer))
        .api(handlers, Some("admission.dismiss"), routes!(dismiss_some))
        .api(handlers, Some("admission.message"), routes!(tell))
        .merge(super::programme_api::routes())
        .merge(super::police_certificate_api::routes())
}

#[derive(Deserialize, IntoParams)]
struct Wanted {
    /// A state, e.g. `waiting`.
    #[serde(default)]
    state: String,
    /// The code of a programme.
    #[serde(default)]
    programme: String,
    /// `local` or `national`.
    #[serde(default)]
    via: String,
    /// The page, from 1.
    #[serde(default)]
    page: u32,
}

/// A choice in the list of applications.
#[derive(Serialize, ToSchema)]
struct ApplicationLine {
    application: ApplicationId,
    number: String,
    person: PersonId,
    via: Via,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    /// The code of the programme.
    code: String,
    #[schema(value_type = String, format = Date)]
    starts_on: Date,
    priority: i32,
    state: State,
}

impl From<Listed> for ApplicationLine {
    fn from(one: Listed) -> Self {
        Self {
            application: one.application,
            number: one.number,
            person: one.person,
            via: one.via,
            received_on: one.received_on,
            code: one.code,
            starts_on: one.starts_on,
            priority: one.priority,
            state: one.state,
        }
    }
}

/// Lists what is applied for at one's units, what nobody has decided first.
#[utoipa::path(get, path = "/api/applications", tag = "admission", params(Wanted),
    responses((status = 200, body = Vec<ApplicationLine>)))]
async fn list(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Json<Vec<ApplicationLine>>> {
    let filter = Filter {
        state: &wanted.state,
        programme: &wanted.programme,
        via: &wanted.via,
        limit: pages::PAGE_SIZE,
        offset: wanted.page.saturating_sub(1).saturating_mul(pages::PAGE_SIZE),
    };
    let (listed, _) = pages::listed(&signed, &filter).await?;
    Ok(Json(listed.into_iter().map(ApplicationLine::from).collect()))
}

/// What an import did.
#[derive(Serialize, ToSchema)]
struct ApplicationsImported {
    /// How many applications were new.
    added: usize,
    /// How many were there already, and left as they are.
    known: usize,
}

/// The file, as text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NationalFile {
    /// The content of the CSV file.
    file: String,
}

/// Takes in applications of the national admission, all or nothing.
#[utoipa::path(post, path = "/api/applications/import", tag = "admission",
    request_body = NationalFile,
    responses((status = 200, body = ApplicationsImported),
        (status = 422, body = Problem, description = "every bad line")))]
async fn import(
    call: ActHeader,
    body: ApiBody<NationalFile>,
) -> Result<Json<ApplicationsImported>> {
    let content = match body {
        ApiBody::Json(body) => body.file.into_bytes(),
        ApiBody::Form { files, .. } => {
            files.into_iter().next().map(|upload| upload.bytes).unwrap_or_default()
        }
    };
    let mut act = call.act().await?;
    let done = import_national(&mut act, &content).await?;
    let entry = Entry::new("admission.import", "institution", Uuid::nil());
    act.commit(entry.fact("added", done.added).fact("known", done.known)).await?;
    Ok(Json(ApplicationsImported { added: done.added, known: done.known }))
}

/// A choice of an application.
#[derive(Serialize, ToSchema)]
pub(super) struct ChoiceItem {
    id: ChoiceId,
    priority: i32,
    start: StartItem,
    state: State,
    /// Until when an offer is answered.
    #[schema(value_type = Option<String>, format = Date)]
    answer_by: Option<Date>,
    /// What exclusions do to it today: `none`, `warn`, `refuse`.
    #[schema(value_type = String)]
    effect: Effect,
}

impl ChoiceItem {
    pub(super) fn of(choice: &Choice, effect: Effect) -> Self {
        Self {
            id: choice.id,
            priority: choice.priority,
            start: StartItem::from(&choice.start),
            state: choice.state,
            answer_by: choice.offered.map(|(_, answer_by)| answer_by),
            effect,
        }
    }
}

/// An application.
#[derive(Serialize, ToSchema)]
pub(super) struct ApplicationBody {
    id: ApplicationId,
    number: String,
    person: PersonId,
    via: Via,
    reference: Option<String>,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    /// Whether results may be fetched from other institutions, by which version of the text.
    results_may_be_fetched: bool,
    consent_version: i32,
    choices: Vec<ChoiceItem>,
}

impl From<&Application> for ApplicationBody {
    fn from(one: &Application) -> Self {
        Self {
            id: one.id,
            number: one.number.clone(),
            person: one.person,
            via: one.via,
            reference: one.reference.clone(),
            received_on: one.received_on,
            results_may_be_fetched: one.results_may_be_fetched,
            consent_version: one.consent_version,
            choices: one.choices.iter().map(|one| ChoiceItem::of(one, Effect::None)).collect(),
        }
    }
}

/// A study right.
#[derive(Serialize, ToSchema)]
pub(super) struct RightItem {
    id: StudyRightId,
    programme: ProgrammeId,
    code: String,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// `runs`, `suspended`, `lost`, `over`, `to_come` or `waits_for_certificate`.
    state: String,
    /// The last day of a suspension.
    #[schema(value_type = Option<String>, format = Date)]
    suspended_until: Option<Date>,
    /// The last day on which the police certificate that it waits for is handed in.
    #[schema(value_type = Option<String>, format = Date)]
    certificate_by: Option<Date>,
    /// The day a police certificate was approved.
    #[schema(value_type = Option<String>, format = Date)]
    certificate_approved_on: Option<Date>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

impl RightItem {
    pub(super) fn of(one: &Stands, today: Date) -> Self {
        let (suspended_until, because) = match &one.now {
            HeldRight::Suspended { until, because } => (Some(*until), because.clone()),
            HeldRight::Lost { because } => (None, because.clone()),
            HeldRight::Runs => (None, Vec::new()),
        };
        let state = one.key(today).trim_start_matches("admission-right-").replace('-', "_");
        Self {
            id: one.right.id,
            programme: one.right.programme,
            code: one.right.code.clone(),
            from: one.right.from,
            to: one.right.to,
            state,
            suspended_until,
            certificate_by: one.certificate_by,
            certificate_approved_on: one.right.certificate_approved_on,
            because,
        }
    }
}

/// An application as an officer sees it.
#[derive(Serialize, ToSchema)]
struct ApplicationCase {
    application: ApplicationBody,
    choices: Vec<ChoiceCase>,
    /// Whether an exclusion concerns the applicant; what it is only those read who work with exclusions.
    warned: bool,
    /// Why nobody can be offered a place now.
    #[schema(value_type = Option<Object>)]
    uncertain: Option<Text>,
    study_rights: Vec<RightItem>,
    /// The letters with the standard message.
    messages: Vec<LetterId>,
}

/// A choice as an officer sees it.
#[derive(Serialize, ToSchema)]
struct ChoiceCase {
    choice: ChoiceItem,
    /// The steps by which an exclusion has its effect: for those who work with exclusions.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    refusals: Vec<RefusalId>,
}

/// Shows an application with a choice at one's own units.
#[utoipa::path(get, path = "/api/applications/{application}", tag = "admission",
    responses((status = 200, body = ApplicationCase), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<ApplicationId>) -> Result<Json<ApplicationCase>> {
    let seen = case_pages::seen(&signed, id).await?;
    let details = seen.details;
    let choice = |line: &Line| ChoiceCase {
        choice: ChoiceItem::of(&line.choice, line.effect()),
        because: if details { line.because() } else { Vec::new() },
        refusals: line.refused.iter().map(|refused| refused.id).collect(),
    };
    Ok(Json(ApplicationCase {
        application: ApplicationBody::from(&seen.application),
        choices: seen.lines.iter().map(choice).collect(),
        warned: seen.warned.is_some(),
        uncertain: seen.uncertain,
        study_rights: seen.rights.iter().map(|one| RightItem::of(one, signed.today())).collect(),
        messages: seen.messages.into_iter().map(|(letter, _)| letter).collect(),
    }))
}

/// Offers a place. What the rule leaves to a person two persons have to assess.
#[utoipa::path(post, path = "/api/applications/choices/{choice}/offer", tag = "admission",
    request_body = Offer,
    responses((status = 204),
        (status = 202, description = "assessed, and not offered before another has assessed it too"),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "wrong-state, list-too-old, not-looked-up, excluded, to-be-assessed, same-person"),
        (status = 422, body = Problem)))]
async fn offer(
    Path(id): Path<ChoiceId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Offer>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let offered = super::offer(&mut act, id, body).await?;
    let entry = Entry::new("admission.offer", "application_choice", id.0);
    let entry = entry.fact("answer_by", body.answer_by.to_string());
    act.commit(entry.fact("assessed", body.assessed)).await?;
    Ok(match offered {
        Offered::Made => StatusCode::NO_CONTENT,
        Offered::Assessed => StatusCode::ACCEPTED,
    })
}

/// Which choices are dismissed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Dismissal {
    choices: Vec<ChoiceId>,
    /// That what the rule leaves to a person was looked at, and concerns these studies.
    #[serde(default)]
    assessed: bool,
}

/// A dismissal that was written.
#[derive(Serialize, ToSchema)]
struct DismissalMade {
    /// As `/api/quarantines/{refusal}` shows it.
    id: RefusalId,
}

/// Dismisses choices because of an exclusion, and writes to the applicant (letter 1).
#[utoipa::path(post, path = "/api/applications/{application}/dismissal", tag = "admission",
    request_body = Dismissal,
    responses((status = 201, body = DismissalMade), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "wrong-state, not-barred, to-be-assessed, no-common-row"),
        (status = 422, body = Problem)))]
async fn dismiss_some(
    Path(id): Path<ApplicationId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Dismissal>,
) -> Result<(StatusCode, Json<DismissalMade>)> {
    let mut act = call.act().await?;
    let refusal = dismiss(&mut act, id, &body.choices, body.assessed).await?;
    let entry = Entry::new("admission.dismiss", "application", id.0);
    act.commit(entry.fact("refusal", refusal.to_string())).await?;
    Ok((StatusCode::CREATED, Json(DismissalMade { id: refusal })))
}

/// A letter that was sent.
#[derive(Serialize, ToSchema)]
struct MessageMade {
    letter: LetterId,
}

/// Sends the standard message to an applicant of the national admission.
#[utoipa::path(post, path = "/api/applications/{application}/message", tag = "admission",
    responses((status = 201, body = MessageMade), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-national, not-barred, already-told")))]
async fn tell(
    Path(id): Path<ApplicationId>,
    call: ActHeader,
) -> Result<(StatusCode, Json<MessageMade>)> {
    let mut act = call.act().await?;
    let letter = message(&mut act, id).await?;
    let entry = Entry::new("admission.message", "application", id.0);
    act.commit(entry.fact("letter", letter.to_string())).await?;
    Ok((StatusCode::CREATED, Json(MessageMade { letter })))
}
