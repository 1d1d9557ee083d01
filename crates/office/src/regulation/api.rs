//! The same for programs.

use super::{Change, EDITORS, NewRegulation, READERS, approve, changes, propose, reject};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{RegulationId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use rules::{Bound, Number};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let editors = Allow::Roles(EDITORS);
    Routes::default()
        .api(Allow::Roles(READERS), None, routes!(list))
        .api(editors, Some("regulation.propose"), routes!(propose_one))
        .api(editors, Some("regulation.approve"), routes!(approve_one))
        .api(editors, Some("regulation.reject"), routes!(reject_one))
}

/// A number of the regulation.
#[derive(Serialize, ToSchema)]
struct NumberItem {
    /// E.g. `appeal.deadline`.
    field: String,
    value: i64,
    /// What it counts, for a length of time: `days`, `weeks`, `working_days` or `years`.
    #[schema(value_type = Option<String>)]
    unit: Option<rules::calendar::Unit>,
    law: String,
    /// What the law forbids an institution to pass.
    limit: Option<LimitItem>,
}

/// A limit that the law sets to a number.
#[derive(Serialize, ToSchema)]
struct LimitItem {
    /// `no-less`, `no-more` or `fixed`.
    kind: &'static str,
    law: String,
}

impl From<Number> for NumberItem {
    fn from(number: Number) -> Self {
        let kind = |bound| match bound {
            Bound::NoLess => "no-less",
            Bound::NoMore => "no-more",
            Bound::Fixed => "fixed",
        };
        let limit = number.limit.map(|limit| LimitItem { kind: kind(limit.kind), law: limit.law });
        Self { field: number.field, value: number.value, unit: number.unit, law: number.law, limit }
    }
}

/// A number that the proposal changes.
#[derive(Serialize, ToSchema)]
struct ChangeItem {
    field: String,
    /// As it is on the proposal's first day.
    old: i64,
    /// As it is to be.
    new: i64,
}

/// What counts today, and what waits.
#[derive(Serialize, ToSchema)]
struct Regulations {
    /// The rule set in force today.
    rule_set: String,
    numbers: Vec<NumberItem>,
    /// The proposal that waits for another person.
    waiting: Option<RegulationId>,
    #[schema(value_type = Option<String>, format = Date)]
    waiting_from: Option<Date>,
    /// The board's case of the proposal.
    waiting_case_ref: Option<String>,
    /// Whether the caller made the proposal, and so cannot approve it.
    waiting_own: bool,
    /// What it changes: whoever approves it has seen this.
    changes: Vec<ChangeItem>,
    /// The institution's own rule sets, the latest first.
    own: Vec<OwnRules>,
}

/// A rule set of the institution's own.
#[derive(Serialize, ToSchema)]
struct OwnRules {
    /// The day from which it counts.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    rule_set: String,
}

/// The numbers in force today, and the proposal that waits.
#[utoipa::path(get, path = "/api/regulations", tag = "regulation",
    responses((status = 200, body = Regulations)))]
async fn list(signed: Signed) -> Result<Json<Regulations>> {
    let mut conn = signed.read().await?;
    let waiting = super::store::waiting(&mut conn).await?;
    let rules = signed.node.rules_on(signed.today())?;
    let own = super::store::in_force(&mut conn).await?;
    let own = own.into_iter().map(|(valid_from, rule_set)| OwnRules { valid_from, rule_set });
    let changes = match &waiting {
        Some(edit) => changes(&signed.node, edit)?,
        None => Vec::new(),
    };
    let change = |change: Change| ChangeItem {
        field: change.new.field,
        old: change.old.value,
        new: change.new.value,
    };
    Ok(Json(Regulations {
        rule_set: rules.id.0.clone(),
        numbers: rules.numbers().into_iter().map(NumberItem::from).collect(),
        changes: changes.into_iter().map(change).collect(),
        own: own.collect(),
        waiting_own: waiting.as_ref().is_some_and(|edit| edit.proposed_by == signed.who.person),
        waiting_case_ref: waiting.as_ref().map(|edit| edit.case_ref.clone()),
        waiting_from: waiting.as_ref().map(|edit| edit.valid_from),
        waiting: waiting.map(|edit| edit.id),
    }))
}

/// A proposal that was made.
#[derive(Serialize, ToSchema)]
struct Proposed {
    id: RegulationId,
}

/// Proposes other numbers from a day on.
#[utoipa::path(post, path = "/api/regulations", tag = "regulation", request_body = NewRegulation,
    responses((status = 201, body = Proposed), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "proposal-waits"),
        (status = 422, body = Problem)))]
async fn propose_one(
    call: ActHeader,
    ApiJson(new): ApiJson<NewRegulation>,
) -> Result<(StatusCode, Json<Proposed>)> {
    let mut act = call.act().await?;
    let id = propose(&mut act, &new).await?;
    act.commit(Entry::new("regulation.propose", "regulation", id.0)).await?;
    Ok((StatusCode::CREATED, Json(Proposed { id })))
}

/// Approves the proposal of another person.
#[utoipa::path(post, path = "/api/regulations/{regulation}/approval", tag = "regulation",
    params(("regulation" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "same-person, day-passed")))]
async fn approve_one(call: ActHeader, Path(id): Path<RegulationId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    approve(&mut act, id).await?;
    act.commit(Entry::new("regulation.approve", "regulation", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Rejects a proposal, or takes one's own back.
#[utoipa::path(post, path = "/api/regulations/{regulation}/rejection", tag = "regulation",
    params(("regulation" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn reject_one(call: ActHeader, Path(id): Path<RegulationId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    reject(&mut act, id).await?;
    act.commit(Entry::new("regulation.reject", "regulation", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
