//! The settings, for programs.

use super::api::wrong;
use super::pages::reader;
use super::settings::{self as set, Deadlines, QUOTA_DEFAULT};
use super::store::settings;
use super::{HANDLERS, institutions, set_deadline, set_quota, set_sharing};
use ::store::Entry;
use axum::Json;
use axum::http::StatusCode;
use office::Result;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Everywhere(HANDLERS);
    Routes::default()
        .api(handlers, None, routes!(settings_now))
        .api(handlers, Some("exchange.set_sharing"), routes!(sharing))
        .api(handlers, Some("exchange.set_deadline"), routes!(deadline))
        .api(handlers, Some("exchange.set_quota"), routes!(quota))
}

/// How long an institution is given to answer, and how much it may ask.
#[derive(Serialize, ToSchema)]
struct ExchangeHours {
    institution: String,
    hours: i32,
    /// How many questions it may put here in a day.
    questions: u32,
}

/// What is set.
#[derive(Serialize, ToSchema)]
struct ExchangeSettings {
    /// Whether the directory says that this institution shares results.
    listed: bool,
    /// Whether it says so itself.
    shares: bool,
    /// The hours of those that have none of their own.
    hours: i32,
    /// The questions a day of those that have no number of their own.
    questions: i32,
    institutions: Vec<ExchangeHours>,
}

/// Whether this institution shares, and how long it gives others.
#[utoipa::path(get, path = "/api/exchanges/settings", tag = "exchange",
    responses((status = 200, body = ExchangeSettings)))]
async fn settings_now(signed: Signed) -> Result<Json<ExchangeSettings>> {
    reader(&signed)?;
    let mut conn = signed.read().await?;
    let deadlines = Deadlines::read(&mut conn).await?;
    let mut each = Vec::new();
    for one in institutions::others(&signed.node).await? {
        let questions = set::quota(&mut conn, one).await?;
        let hours = deadlines.hours(Some(one));
        each.push(ExchangeHours { institution: one.to_string(), hours, questions });
    }
    let said = settings::sharing(&mut conn).await?;
    Ok(Json(ExchangeSettings {
        listed: institutions::listed_as_sharing(&signed.node, signed.today()).await?,
        shares: said.is_none_or(|(shares, ..)| shares),
        hours: deadlines.hours(None),
        questions: settings::quota(&mut conn, None).await?.unwrap_or(QUOTA_DEFAULT),
        institutions: each,
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeSharing {
    /// Whether results are shared from now on.
    shares: bool,
    /// Why.
    because: String,
}

/// Shares results from now on, or shares them no more.
#[utoipa::path(post, path = "/api/exchanges/settings/sharing", tag = "exchange",
    request_body = ExchangeSharing, responses((status = 204), (status = 422, body = Problem)))]
async fn sharing(call: ActHeader, ApiJson(new): ApiJson<ExchangeSharing>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    set_sharing(&mut act, new.shares, &new.because).await?;
    let entry = Entry::new("exchange.set_sharing", "institution", Uuid::nil());
    act.commit(entry.fact("shares", new.shares)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeDeadline {
    /// The number of an institution; left out: all that have no hours of their own.
    #[serde(default)]
    institution: Option<String>,
    /// 1 to 720.
    hours: i32,
}

/// Sets how long institutions are given to answer.
#[utoipa::path(post, path = "/api/exchanges/settings/deadline", tag = "exchange",
    request_body = ExchangeDeadline, responses((status = 204), (status = 422, body = Problem)))]
async fn deadline(call: ActHeader, ApiJson(new): ApiJson<ExchangeDeadline>) -> Result<StatusCode> {
    let institution =
        new.institution.as_deref().map(str::parse::<wire::InstitutionNumber>).transpose();
    let institution = institution.map_err(|_| wrong("institution"))?;
    let mut act = call.act().await?;
    set_deadline(&mut act, institution, new.hours).await?;
    let entry = Entry::new("exchange.set_deadline", "institution", Uuid::nil());
    act.commit(entry.fact("hours", new.hours)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeQuota {
    /// The number of an institution; left out: all that have no number of their own.
    #[serde(default)]
    institution: Option<String>,
    /// 0 to 1 000 000.
    questions: i32,
}

/// Sets how many questions institutions may put here in a day.
#[utoipa::path(post, path = "/api/exchanges/settings/quota", tag = "exchange",
    request_body = ExchangeQuota, responses((status = 204), (status = 422, body = Problem)))]
async fn quota(call: ActHeader, ApiJson(new): ApiJson<ExchangeQuota>) -> Result<StatusCode> {
    let institution =
        new.institution.as_deref().map(str::parse::<wire::InstitutionNumber>).transpose();
    let institution = institution.map_err(|_| wrong("institution"))?;
    let mut act = call.act().await?;
    set_quota(&mut act, institution, new.questions).await?;
    let entry = Entry::new("exchange.set_quota", "institution", Uuid::nil());
    act.commit(entry.fact("questions", new.questions)).await?;
    Ok(StatusCode::NO_CONTENT)
}
