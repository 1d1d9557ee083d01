//! The same for programs.

use super::change::{approve_quota, propose_quota, refuse_quota, withdraw_quota};
use super::{DECLARED_DEFAULT, pages};
use crate::access::Allow;
use crate::exclusion::pages::{KEEPERS, READERS};
use crate::exclusion::store::quota_change::{self as store, Change};
use crate::four_eyes::CONTROLLERS;
use crate::{ActHeader, ExclusionQuotaChangeId, Routes, Signed};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use edge::{ApiJson, Problem, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (keepers, controllers) = (Allow::Roles(KEEPERS), Allow::Roles(CONTROLLERS));
    Routes::default()
        .api(READERS, None, routes!(quotas))
        .api(keepers, Some("exclusion.propose_quota"), routes!(propose))
        .api(controllers, Some("exclusion.approve_quota"), routes!(approve))
        .api(controllers, Some("exclusion.refuse_quota"), routes!(refuse))
        .api(keepers, Some("exclusion.withdraw_quota"), routes!(withdraw))
}

/// The audit entry of a proposal.
pub(super) fn proposed(id: ExclusionQuotaChangeId, institution: &str, size: u32) -> Entry {
    let entry = Entry::new("exclusion.propose_quota", "exclusion_quota_change", id.0);
    entry.fact("institution", institution).fact("declared_size", size)
}

/// The audit entry of a control.
pub(super) fn settled(action: &'static str, change: &Change) -> Entry {
    let entry = Entry::new(action, "exclusion_quota_change", change.id.0);
    let entry = entry.fact("institution", change.institution.to_string());
    entry.fact("declared_size", change.declared_size)
}

/// How many persons an institution is to have declared.
#[derive(Serialize, ToSchema)]
struct QuotaItem {
    id: ExclusionQuotaChangeId,
    institution: String,
    declared_size: u32,
    /// What is in force now: an approval names it as `seen`.
    in_force: u32,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// The operator who proposed it: `Family, Given`.
    proposed_by: String,
    /// Whether the caller proposed it, and so cannot control it.
    own: bool,
    /// `approved`, `refused` or `withdrawn`; nothing while it waits.
    outcome: Option<&'static str>,
    reason: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    controlled_at: Option<Timestamp>,
    /// The operator who controlled it, or took it back.
    controlled_by: Option<String>,
}

impl QuotaItem {
    fn of(change: Change, signed: &Signed) -> Self {
        let (control, language) = (change.control.as_ref(), signed.who.language);
        Self {
            id: change.id,
            institution: change.institution.to_string(),
            declared_size: change.declared_size,
            in_force: change.in_force.unwrap_or(DECLARED_DEFAULT),
            proposed_at: change.proposed_at,
            proposed_by: change.proposer.listed(language),
            own: change.proposed_by == signed.who.person,
            outcome: control.map(|control| control.outcome.code()),
            reason: control.and_then(|control| control.reason.clone()),
            controlled_at: control.map(|control| control.at),
            controlled_by: control.map(|control| control.controller.listed(language)),
        }
    }
}

/// What was proposed of declared numbers: those that wait first.
#[utoipa::path(get, path = "/api/exclusions/quotas", tag = "exclusions",
    responses((status = 200, body = Vec<QuotaItem>)))]
async fn quotas(signed: Signed) -> Result<Json<Vec<QuotaItem>>> {
    let found = store::all(&mut *signed.read().await?).await?;
    Ok(Json(found.into_iter().map(|one| QuotaItem::of(one, &signed)).collect()))
}

/// What an institution declares.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Declared {
    /// Its number.
    institution: String,
    /// How many persons it expects to look up under one key, from 1 to 1 000 000.
    declared_size: u32,
}

/// What was proposed.
#[derive(Serialize, ToSchema)]
struct QuotaProposed {
    id: ExclusionQuotaChangeId,
}

/// Proposes how many persons an institution may look up in a day and under a key; another person
/// controls it.
#[utoipa::path(post, path = "/api/exclusions/quotas", tag = "exclusions", request_body = Declared,
    responses((status = 201, body = QuotaProposed), (status = 422, body = Problem)))]
async fn propose(
    call: ActHeader,
    ApiJson(declared): ApiJson<Declared>,
) -> Result<(StatusCode, Json<QuotaProposed>)> {
    let institution = pages::number(&declared.institution)?;
    let mut act = call.act().await?;
    let id = propose_quota(&mut act, institution, declared.declared_size).await?;
    act.commit(proposed(id, &declared.institution, declared.declared_size)).await?;
    Ok((StatusCode::CREATED, Json(QuotaProposed { id })))
}

/// What was looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenQuota {
    /// The number in force beside which the new one was looked at.
    seen: u32,
}

/// Approves the number that another person has proposed: it counts from now on.
#[utoipa::path(post, path = "/api/exclusions/quotas/{change}/approval", tag = "exclusions",
    params(("change" = Uuid, Path)), request_body = SeenQuota,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "same-person, controlled, changed-meanwhile")))]
async fn approve(
    call: ActHeader,
    Path(id): Path<ExclusionQuotaChangeId>,
    ApiJson(seen): ApiJson<SeenQuota>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let change = approve_quota(&mut act, id, seen.seen).await?;
    act.commit(settled("exclusion.approve_quota", &change)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why not.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct QuotaReason {
    reason: String,
}

/// Refuses the number that another person has proposed.
#[utoipa::path(post, path = "/api/exclusions/quotas/{change}/refusal", tag = "exclusions",
    params(("change" = Uuid, Path)), request_body = QuotaReason,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "same-person, controlled")))]
async fn refuse(
    call: ActHeader,
    Path(id): Path<ExclusionQuotaChangeId>,
    ApiJson(because): ApiJson<QuotaReason>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let change = refuse_quota(&mut act, id, &because.reason).await?;
    act.commit(settled("exclusion.refuse_quota", &change)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes one's own proposal of a number back.
#[utoipa::path(post, path = "/api/exclusions/quotas/{change}/withdrawal", tag = "exclusions",
    params(("change" = Uuid, Path)), request_body = QuotaReason,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "not-own, controlled")))]
async fn withdraw(
    call: ActHeader,
    Path(id): Path<ExclusionQuotaChangeId>,
    ApiJson(because): ApiJson<QuotaReason>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let change = withdraw_quota(&mut act, id, &because.reason).await?;
    act.commit(settled("exclusion.withdraw_quota", &change)).await?;
    Ok(StatusCode::NO_CONTENT)
}
