//! The same for programs.

use super::alert_pages::{log, see};
use super::by_letter::{self, ByLetter};
use super::incoming::IncomingExclusion;
use super::line::{Line, Status};
use super::list_api::ExclusionLine;
use super::row_pages::{entry, identity, told};
use super::store::{self, ExclusionRow, Version};
use super::whole::{Part, Whole};
use super::{CONTROLLERS, Cause, Change, READERS, SYSTEM_OWNERS, Seen, WRITERS, everywhere};
use super::{change, control, delete, preview, propose, refuse, withdraw};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{Error, ExclusionAlertId, ExclusionDecisionId, ExclusionRowId, PersonId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::Reason;
use rules::exclusion::ControlAction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (readers, writers) = (Allow::Roles(READERS), Allow::Roles(WRITERS));
    let (controllers, owners) = (Allow::Roles(CONTROLLERS), Allow::Roles(SYSTEM_OWNERS));
    Routes::default()
        .merge(super::list_api::routes())
        .merge(super::directorate_api::routes())
        .api(readers, None, routes!(one))
        .api(writers, None, routes!(rows))
        .api(writers, Some("exclusion.register"), routes!(register))
        .api(writers, Some("exclusion.change"), routes!(change_one))
        .api(writers, Some("exclusion.delete"), routes!(delete_one))
        .api(writers, Some("exclusion.withdraw"), routes!(withdraw_one))
        .api(controllers, Some("exclusion.control"), routes!(control_one))
        .api(controllers, Some("exclusion.refuse"), routes!(refuse_one))
        .api(owners, None, routes!(alerts))
        .api(owners, Some("exclusion.see_alert"), routes!(see_one))
        .api(Allow::SignedIn, None, routes!(mine))
        .api(Allow::SignedIn, None, routes!(asked))
}

/// What is registered about the caller.
#[utoipa::path(get, path = "/api/my/exclusions", tag = "exclusion",
    responses((status = 200, body = Vec<ExclusionLine>)))]
async fn mine(signed: Signed) -> Result<Json<Vec<ExclusionLine>>> {
    let lines = super::own_pages::mine(&signed).await?;
    Ok(Json(lines.into_iter().map(ExclusionLine::from).collect()))
}

/// That the institution has asked the register about somebody.
#[derive(Serialize, ToSchema)]
struct ExclusionAsked {
    /// `admission`, `recognition` or `study`.
    purpose: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Whether the answer is there.
    answered: bool,
}

/// When and for what the institution has asked the register about the caller.
#[utoipa::path(get, path = "/api/my/exclusions/asked", tag = "exclusion",
    responses((status = 200, body = Vec<ExclusionAsked>)))]
async fn asked(signed: Signed) -> Result<Json<Vec<ExclusionAsked>>> {
    let asked = super::own_pages::asked(&signed).await?.into_iter();
    let item = |one: super::store::matches::Asked| ExclusionAsked {
        purpose: one.purpose,
        at: one.at,
        answered: one.answered,
    };
    Ok(Json(asked.map(item).collect()))
}

/// One version of a row.
#[derive(Serialize, ToSchema)]
struct ExclusionVersion {
    version: i32,
    /// `create`, `change` or `delete`.
    action: &'static str,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    programme: Option<String>,
    justification: Option<String>,
    /// Why it is changed or deleted.
    cause: Option<Cause>,
    registered_by: Option<PersonId>,
    #[schema(value_type = String, format = DateTime)]
    registered_at: Timestamp,
    controlled_by: Option<PersonId>,
    #[schema(value_type = Option<String>, format = DateTime)]
    controlled_at: Option<Timestamp>,
    /// `refused`, `withdrawn` or `overtaken`, where it never had effect.
    ended: Option<&'static str>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    ended_because: Option<String>,
    /// Whether it is the one in force.
    in_force: bool,
}

/// A row with every step.
#[derive(Serialize, ToSchema)]
struct ExclusionDetail {
    row: ExclusionLine,
    /// The national id, to those who register and control.
    national_id: Option<String>,
    /// The date of birth, to the same.
    #[schema(value_type = Option<String>, format = Date)]
    birth_date: Option<Date>,
    decision: Option<ExclusionDecisionId>,
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Date>,
    /// Whether the case was found to be especially serious.
    aggravated: Option<bool>,
    versions: Vec<ExclusionVersion>,
    /// The rows that the Act's table gives for the decision, and what else is registered of it.
    whole: Vec<ExclusionPart>,
    /// The codes of what to know before it is controlled, e.g. `nothing-transferred`.
    warnings: Vec<String>,
    /// What the programme is called here, in bokmål; nothing where there is none with its code.
    programme_name: Option<String>,
    /// Those to whom the control of what waits lets a letter go: the numbers of institutions, and the name of
    /// whom it has none of.
    told: Vec<String>,
    /// Those who get no letter, and why.
    left_out: Vec<ExclusionLeftOut>,
    /// The paragraph by which the Directorate of Health is still to be told of the decision.
    tell_directorate: Option<String>,
}

/// A row of the decision as a whole.
#[derive(Serialize, ToSchema)]
struct ExclusionPart {
    #[serde(rename = "type")]
    kind: &'static str,
    classification: &'static str,
    programme: Option<String>,
    /// Where it stands; null where it is not registered.
    status: Option<&'static str>,
    /// Whether the Act's table gives it.
    proposed: bool,
}

impl From<&Part> for ExclusionPart {
    fn from(part: &Part) -> Self {
        Self {
            kind: part.kind.code(),
            classification: part.classification.code(),
            programme: part.programme.clone(),
            status: part.status.map(Status::code),
            proposed: part.proposed,
        }
    }
}

/// An institution that the register does not reach and that gets no letter.
#[derive(Serialize, ToSchema)]
struct ExclusionLeftOut {
    institution: String,
    because: String,
}

impl ExclusionLeftOut {
    fn of(one: &ByLetter) -> Option<Self> {
        let because = one.left_out.clone()?;
        Some(Self { institution: one.key().to_owned(), because })
    }
}

fn version(row: &ExclusionRow, one: &Version) -> ExclusionVersion {
    ExclusionVersion {
        version: one.version,
        action: match one.action {
            ControlAction::Create => "create",
            ControlAction::Change => "change",
            ControlAction::Delete => "delete",
        },
        from: one.from,
        to: one.to,
        programme: one.programme.clone(),
        justification: one.justification.clone(),
        cause: one.cause,
        registered_by: one.registered_by,
        registered_at: one.registered_at,
        controlled_by: one.controlled_by,
        controlled_at: one.controlled_at,
        ended: one.ended.map(store::Ended::code),
        ended_at: one.ended_at,
        ended_because: one.ended_because.clone(),
        in_force: row.in_force().is_some_and(|found| found.version == one.version),
    }
}

/// One row of this institution, with every step.
#[utoipa::path(get, path = "/api/exclusions/{exclusion}", tag = "exclusion",
    params(("exclusion" = Uuid, Path)),
    responses((status = 200, body = ExclusionDetail), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<ExclusionRowId>) -> Result<Json<ExclusionDetail>> {
    super::pages::reader(&signed)?;
    let mut conn = signed.read().await?;
    let row = store::row(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let line = Line::of(&row, &signed.node).ok_or(Error::NotFound)?;
    signed.look(line.person, "exclusion").await?;
    let identity = identity(&signed, line.person).await?;
    let whole = Whole::of(&mut conn, &signed.node, &row).await?;
    let told = told(&mut conn, &signed, &row).await?;
    let codes = whole.warnings.iter().map(|one| one.code.clone());
    let differ = whole.periods_differ.then(|| "periods-differ".to_owned());
    let here = whole.stays_here.then(|| "no-national-id".to_owned());
    let tell_directorate = super::directorate::of_row(&mut conn, &signed.node, &row).await?;
    Ok(Json(ExclusionDetail {
        tell_directorate,
        whole: whole.parts.iter().map(ExclusionPart::from).collect(),
        warnings: codes.chain(differ).chain(here).collect(),
        programme_name: whole.programme.as_ref().map(|name| name.nb.clone()),
        told: by_letter::letters_to(&told).map(ToOwned::to_owned).collect(),
        left_out: told.iter().filter_map(ExclusionLeftOut::of).collect(),
        national_id: identity.national_id,
        birth_date: identity.birth_date,
        aggravated: row.decision.as_ref().map(|decision| decision.aggravated),
        decision: row.decision.as_ref().map(|decision| decision.id),
        decided_on: row.decision.as_ref().map(|decision| decision.decided_on),
        versions: row.versions.iter().map(|one| version(&row, one)).collect(),
        row: line.into(),
    }))
}

/// A row that a decision would give.
#[derive(Serialize, ToSchema)]
struct ExclusionRowShown {
    #[serde(rename = "type")]
    kind: &'static str,
    classification: &'static str,
    programme: Option<String>,
    /// Whether it goes to the register; else it stays here.
    transfers: bool,
}

/// What a decision would give.
#[derive(Serialize, ToSchema)]
struct ExclusionRowsShown {
    rows: Vec<ExclusionRowShown>,
    /// The codes of what to know first, e.g. `nothing-transferred`.
    warnings: Vec<String>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

/// The rows that a decision would give; nothing is stored.
#[utoipa::path(post, path = "/api/exclusions/rows", tag = "exclusion", request_body = IncomingExclusion,
    responses((status = 200, body = ExclusionRowsShown), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn rows(
    signed: Signed,
    ApiJson(incoming): ApiJson<IncomingExclusion>,
) -> Result<Json<ExclusionRowsShown>> {
    signed.who.require(WRITERS, &everywhere(&signed.node))?;
    let mut conn = signed.read().await?;
    let decision = incoming.decision(&mut conn).await?;
    signed.look(decision.person, "exclusion").await?;
    let (proposal, because) = preview(&signed.node, &decision)?;
    let row = |row: rules::exclusion::ProposedRow| ExclusionRowShown {
        kind: row.kind.code(),
        classification: row.classification.code(),
        programme: row.programme,
        transfers: row.transfers,
    };
    Ok(Json(ExclusionRowsShown {
        rows: proposal.rows.into_iter().map(row).collect(),
        warnings: proposal.warnings.into_iter().map(|warning| warning.code).collect(),
        because,
    }))
}

/// A decision that was registered.
#[derive(Serialize, ToSchema)]
struct ExclusionMade {
    id: ExclusionDecisionId,
    rows: Vec<ExclusionRowId>,
}

/// Registers a decision; its rows wait for another person's control.
#[utoipa::path(post, path = "/api/exclusions", tag = "exclusion", request_body = IncomingExclusion,
    responses((status = 201, body = ExclusionMade), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "period-too-long, not-registered, …"),
        (status = 422, body = Problem)))]
async fn register(
    call: ActHeader,
    ApiJson(incoming): ApiJson<IncomingExclusion>,
) -> Result<(StatusCode, Json<ExclusionMade>)> {
    call.signed.who.require(WRITERS, &everywhere(&call.signed.node))?;
    let mut act = call.act().await?;
    let decision = incoming.decision(act.conn()).await?;
    let id = propose(&mut act, &decision).await?;
    let which = store::Which { decision: Some(id), ..store::Which::default() };
    let rows = store::rows(act.conn(), which).await?.into_iter().map(|row| row.id).collect();
    act.commit(Entry::new("exclusion.register", "exclusion_decision", id.0)).await?;
    Ok((StatusCode::CREATED, Json(ExclusionMade { id, rows })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPeriod {
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// Why, as the person is told.
    #[serde(default = "decision_changed")]
    cause: Cause,
    justification: String,
}

const fn decision_changed() -> Cause {
    Cause::DecisionChanged
}

/// Changes the period of a row; it waits for another person's control.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/change", tag = "exclusion",
    params(("exclusion" = Uuid, Path)), request_body = NewPeriod,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "change-waits, not-in-force, period-too-long"),
        (status = 422, body = Problem)))]
async fn change_one(
    Path(id): Path<ExclusionRowId>,
    call: ActHeader,
    ApiJson(new): ApiJson<NewPeriod>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let NewPeriod { from, to, cause, justification } = new;
    change(&mut act, id, &Change { from, to, cause, justification }).await?;
    act.commit(entry("exclusion.change", id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExclusionDeletion {
    /// Why, as the person is told.
    #[serde(default = "reversed")]
    cause: Cause,
    justification: String,
}

const fn reversed() -> Cause {
    Cause::Reversed
}

/// Asks for a row to be deleted before its time; it waits for another person's control.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/deletion", tag = "exclusion",
    params(("exclusion" = Uuid, Path)), request_body = ExclusionDeletion,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "change-waits, not-in-force"),
        (status = 422, body = Problem)))]
async fn delete_one(
    Path(id): Path<ExclusionRowId>,
    call: ActHeader,
    ApiJson(body): ApiJson<ExclusionDeletion>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    delete(&mut act, id, body.cause, &body.justification).await?;
    act.commit(entry("exclusion.delete", id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ControlOfVersion {
    /// The version that was looked at.
    version: i32,
    /// Those to whom a letter goes, as `told` of the row names them.
    #[serde(default)]
    told: Vec<String>,
    /// Whether a type that the Act's table never gives is meant.
    #[serde(default)]
    special_type: bool,
}

/// Takes back what the caller has registered and nobody has controlled.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/withdrawal", tag = "exclusion",
    params(("exclusion" = Uuid, Path)), request_body = EndOfVersion,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours"),
        (status = 422, body = Problem)))]
async fn withdraw_one(
    Path(id): Path<ExclusionRowId>,
    call: ActHeader,
    ApiJson(body): ApiJson<EndOfVersion>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    withdraw(&mut act, id, body.version, &body.because).await?;
    act.commit(entry("exclusion.withdraw", id).fact("version", body.version)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Controls what another has registered: from then on it counts.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/control", tag = "exclusion",
    params(("exclusion" = Uuid, Path)), request_body = ControlOfVersion,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "same-person, role-missing, period-over, type-not-confirmed, recipients-not-seen")))]
async fn control_one(
    Path(id): Path<ExclusionRowId>,
    call: ActHeader,
    ApiJson(body): ApiJson<ControlOfVersion>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let ControlOfVersion { version, told, special_type } = body;
    control(&mut act, id, Seen { version, told, special_type }).await?;
    act.commit(entry("exclusion.control", id).fact("version", version)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndOfVersion {
    /// The version that was looked at.
    version: i32,
    /// Why; it is kept with the version.
    because: String,
}

/// Refuses what another has registered: it never has effect.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/refusal", tag = "exclusion",
    params(("exclusion" = Uuid, Path)), request_body = EndOfVersion,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "same-person, role-missing"),
        (status = 422, body = Problem)))]
async fn refuse_one(
    Path(id): Path<ExclusionRowId>,
    call: ActHeader,
    ApiJson(body): ApiJson<EndOfVersion>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    refuse(&mut act, id, body.version, &body.because).await?;
    act.commit(entry("exclusion.refuse", id).fact("version", body.version)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An entry in the log of alerts.
#[derive(Serialize, ToSchema)]
struct ExclusionAlertItem {
    id: ExclusionAlertId,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    row: Uuid,
    /// `new`, `changed`, `deleted` or `expired`; `unfounded`, `unsound`, `not_taken`, `not_ours`, `not_shared` or `halted` where
    /// the register, or how much was asked of it, is to be looked into; `refused`, `withdrawn`
    /// or `overtaken` before the control here.
    what: String,
    /// Whose row it was; nobody's once it is gone.
    person: Option<PersonId>,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    seen_at: Option<Timestamp>,
}

/// The log of alerts, the newest first.
#[utoipa::path(get, path = "/api/exclusions/alerts", tag = "exclusion",
    responses((status = 200, body = Vec<ExclusionAlertItem>)))]
async fn alerts(signed: Signed) -> Result<Json<Vec<ExclusionAlertItem>>> {
    let found = log(&signed).await?.into_iter().map(|alert| ExclusionAlertItem {
        id: alert.id,
        at: alert.at,
        row: alert.row,
        what: alert.what,
        person: alert.person,
        kind: alert.kind,
        seen_at: alert.seen_at,
    });
    Ok(Json(found.collect()))
}

/// Notes that an alert has been seen.
#[utoipa::path(post, path = "/api/exclusions/alerts/{alert}/seen", tag = "exclusion",
    params(("alert" = Uuid, Path)), responses((status = 204), (status = 404, body = Problem)))]
async fn see_one(Path(id): Path<ExclusionAlertId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    see(&mut act, id).await?;
    act.commit(Entry::new("exclusion.see_alert", "exclusion_alert", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
