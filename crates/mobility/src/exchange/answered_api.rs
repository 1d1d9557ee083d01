//! What this institution has answered, what it has refused and what is contested, for programs.

use super::answered_pages::{self, AlarmLine, AnsweredLine, alarm_lines, answered_lines};
use super::pages::reader;
use super::{HANDLERS, contest, settle};
use crate::AnsweredId;
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{PersonId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (handlers, own) = (Allow::Everywhere(HANDLERS), Allow::SignedIn);
    Routes::default()
        .api(handlers, None, routes!(answered))
        .api(handlers, None, routes!(alarms))
        .api(handlers, Some("exchange.alarm_seen"), routes!(alarm_seen))
        .api(handlers, None, routes!(one))
        .api(handlers, Some("exchange.settle"), routes!(settled))
        .api(own, None, routes!(mine))
        .api(own, Some("exchange.contest"), routes!(contested))
}

/// What a person says of a question about her.
#[derive(Serialize, ToSchema)]
struct ExchangeContest {
    because: String,
    #[schema(value_type = String, format = DateTime)]
    contested_at: Timestamp,
    /// Whether she was found right; none: nobody has looked into it yet.
    upheld: Option<bool>,
    /// Why.
    finding: Option<String>,
}

/// An answer that this institution has given.
#[derive(Serialize, ToSchema)]
pub(super) struct ExchangeAnswered {
    id: AnsweredId,
    institution: String,
    person: Option<PersonId>,
    purpose: &'static str,
    basis: String,
    channel: Option<String>,
    /// Of a consent: the day it was given.
    #[schema(value_type = Option<String>, format = Date)]
    given_on: Option<Date>,
    /// Of a consent: which version of the text the institution says that the person was shown.
    text_version: Option<i32>,
    /// Of a consent: the institution's own reference.
    consent: Option<Uuid>,
    outcome: &'static str,
    results: usize,
    /// The reference that the institution named.
    case_ref: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// When the institution said that the consent was withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    consent_withdrawn_at: Option<Timestamp>,
    contest: Option<ExchangeContest>,
    /// How many questions of that day it stands for, the same and answered the same.
    times: i64,
}

impl From<AnsweredLine> for ExchangeAnswered {
    fn from(line: AnsweredLine) -> Self {
        let contest = line.contest.map(|contest| {
            let (upheld, finding) = match contest.settled {
                Some((_, upheld, finding)) => (Some(upheld), Some(finding)),
                None => (None, None),
            };
            let (because, contested_at) = (contest.because, contest.contested_at);
            ExchangeContest { because, contested_at, upheld, finding }
        });
        Self {
            id: line.id,
            institution: line.institution,
            person: line.person,
            purpose: line.purpose,
            basis: line.basis,
            channel: line.channel,
            given_on: line.given_on,
            text_version: line.text_version,
            consent: line.consent_ref,
            outcome: line.outcome,
            results: line.results,
            case_ref: line.case_ref,
            at: line.at,
            consent_withdrawn_at: line.withdrawn_at,
            contest,
            times: line.times,
        }
    }
}

/// What this institution has answered others, the newest first.
#[utoipa::path(get, path = "/api/exchanges/answered", tag = "exchange",
    responses((status = 200, body = Vec<ExchangeAnswered>)))]
async fn answered(signed: Signed) -> Result<Json<Vec<ExchangeAnswered>>> {
    reader(&signed)?;
    let lines = answered_lines(&signed).await?;
    Ok(Json(lines.into_iter().map(Into::into).collect()))
}

/// One answer that this institution has given.
#[utoipa::path(get, path = "/api/exchanges/answered/{answered}", tag = "exchange",
    params(("answered" = Uuid, Path)),
    responses((status = 200, body = ExchangeAnswered), (status = 404, body = Problem)))]
async fn one(Path(id): Path<AnsweredId>, signed: Signed) -> Result<Json<ExchangeAnswered>> {
    Ok(Json(answered_pages::one_line(&signed, id, false).await?.into()))
}

/// One answer about the caller.
#[utoipa::path(get, path = "/api/my/exchange/answered/{answered}", tag = "exchange",
    params(("answered" = Uuid, Path)),
    responses((status = 200, body = ExchangeAnswered), (status = 404, body = Problem)))]
async fn mine(Path(id): Path<AnsweredId>, signed: Signed) -> Result<Json<ExchangeAnswered>> {
    Ok(Json(answered_pages::one_line(&signed, id, true).await?.into()))
}

/// Questions of an institution that were refused for the same reason on a day.
#[derive(Serialize, ToSchema)]
struct ExchangeAlarm {
    id: Uuid,
    institution: String,
    /// `quota`, `consent-unnamed`, `consent-differs` or `consent-contested`.
    reason: String,
    #[schema(value_type = String, format = Date)]
    day: Date,
    count: i32,
    #[schema(value_type = Option<String>, format = DateTime)]
    seen_at: Option<Timestamp>,
}

impl From<AlarmLine> for ExchangeAlarm {
    fn from(AlarmLine { institution, alarm }: AlarmLine) -> Self {
        let (id, reason, day) = (alarm.id, alarm.reason, alarm.day);
        Self { id, institution, reason, day, count: alarm.count, seen_at: alarm.seen_at }
    }
}

/// Questions that were refused, those that nobody has seen first.
#[utoipa::path(get, path = "/api/exchanges/alarms", tag = "exchange",
    responses((status = 200, body = Vec<ExchangeAlarm>)))]
async fn alarms(signed: Signed) -> Result<Json<Vec<ExchangeAlarm>>> {
    reader(&signed)?;
    Ok(Json(alarm_lines(&signed).await?.into_iter().map(Into::into).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeAlarmSeen {
    alarm: Uuid,
}

/// Notes that one of them has been looked into.
#[utoipa::path(post, path = "/api/exchanges/alarms/seen", tag = "exchange",
    request_body = ExchangeAlarmSeen,
    responses((status = 204), (status = 404, body = Problem)))]
async fn alarm_seen(
    call: ActHeader,
    ApiJson(which): ApiJson<ExchangeAlarmSeen>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    answered_pages::seen(&mut act, which.alarm).await?;
    act.commit(Entry::new("exchange.alarm_seen", "exchange_alarm", which.alarm)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeSettlement {
    /// Whether the person is right.
    upheld: bool,
    /// Why.
    finding: String,
}

/// Settles what a person contests.
#[utoipa::path(post, path = "/api/exchanges/answered/{answered}/settlement", tag = "exchange",
    params(("answered" = Uuid, Path)), request_body = ExchangeSettlement,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn settled(
    Path(id): Path<AnsweredId>,
    call: ActHeader,
    ApiJson(new): ApiJson<ExchangeSettlement>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    settle(&mut act, id, new.upheld, &new.finding).await?;
    let entry = Entry::new("exchange.settle", "exchange_answered", id.0);
    act.commit(entry.fact("upheld", new.upheld)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewExchangeContest {
    /// Why: the consent was not given, or another objection.
    because: String,
}

/// Contests a question that another institution has put about the caller.
#[utoipa::path(post, path = "/api/my/exchange/answered/{answered}/contest", tag = "exchange",
    params(("answered" = Uuid, Path)), request_body = NewExchangeContest,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn contested(
    Path(id): Path<AnsweredId>,
    call: ActHeader,
    ApiJson(new): ApiJson<NewExchangeContest>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    contest(&mut act, id, &new.because).await?;
    act.commit(Entry::new("exchange.contest", "exchange_answered", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
