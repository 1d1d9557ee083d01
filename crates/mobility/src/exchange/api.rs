//! The same for programs.

use super::answered_api::ExchangeAnswered;
use super::answered_pages::own_lines;
use super::consent::{self, Consent, From};
use super::incoming::Incoming;
use super::own_pages::{GIVEN_HERE, own_case, own_consent};
use super::pages::{case_of, entered, reader};
use super::store::{cases, consents};
use super::{
    Asked, Exchange, HANDLERS, State, WantedBasis, ask_again, cancel, channel_code, channel_of,
    purpose_code, purpose_of, receipt, start, start_of_application,
};
use crate::{ConsentId, ExchangeId};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{ApplicationId, Error, PersonId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (handlers, own) = (Allow::Everywhere(HANDLERS), Allow::SignedIn);
    Routes::default()
        .api(handlers, None, routes!(list))
        .api(handlers, Some("exchange.start"), routes!(start_cases))
        .api(handlers, None, routes!(one))
        .api(handlers, Some("exchange.ask_again"), routes!(again))
        .api(handlers, Some("exchange.cancel"), routes!(cancel_one))
        .api(handlers, Some("exchange.consent"), routes!(enter_consent))
        .api(handlers, Some("exchange.start"), routes!(start_application))
        .api(own, None, routes!(mine))
        .api(own, None, routes!(my_case))
        .api(own, Some("exchange.consent"), routes!(give))
        .api(own, Some("exchange.withdraw"), routes!(withdraw))
        .api(own, Some("exchange.receipt"), routes!(my_receipt))
        .merge(super::answered_api::routes())
        .merge(super::batch_api::routes())
}

/// What one institution has answered last.
#[derive(Serialize, ToSchema)]
struct ExchangeAsked {
    institution: String,
    /// `waiting`, `late`, `failed`, `cancelled`, or the answer: `ok`, `not_sharing`, `no_basis`,
    /// `no_person`, `no_results`.
    state: &'static str,
    /// Of a failure: its name.
    reason: Option<String>,
    /// Of an `ok`: how many results and degrees came.
    results: i32,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
}

impl ExchangeAsked {
    fn of(one: &Asked, now: Timestamp) -> Self {
        let (reason, results) = match &one.state {
            State::Failed(reason) => (Some(reason.clone()), 0),
            State::Answered(_, results) => (None, *results),
            State::Waiting | State::Cancelled => (None, 0),
        };
        Self {
            institution: one.institution.to_string(),
            state: one.word(now),
            reason,
            results,
            asked_at: one.asked_at,
            due_at: one.due_at,
            ended_at: one.ended_at,
        }
    }
}

/// Something that a source has said of what it handed out.
#[derive(Serialize, ToSchema)]
struct ExchangeCorrected {
    institution: String,
    result: Uuid,
    /// `TITTEL`, `KLAGE`, `FEILREG`, `NYINFO`, `GJENTAK` or `WITHDRAWN`.
    code: &'static str,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// A case: one person's results, asked for at every other institution.
#[derive(Serialize, ToSchema)]
struct ExchangeCase {
    id: ExchangeId,
    person: PersonId,
    /// `admission` or `recognition`.
    purpose: &'static str,
    /// The consent it rests on; none: the Act.
    consent: Option<ConsentId>,
    case_ref: String,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    cancelled: bool,
    asked: Vec<ExchangeAsked>,
    corrections: Vec<ExchangeCorrected>,
}

impl ExchangeCase {
    fn of(case: &Exchange, now: Timestamp) -> Self {
        let corrected = case.corrections.iter().map(|(institution, result, code, at)| {
            let institution = institution.to_string();
            ExchangeCorrected { institution, result: *result, code: code.as_str(), at: *at }
        });
        Self {
            id: case.id,
            person: case.person,
            purpose: purpose_code(case.purpose),
            consent: case.consent,
            case_ref: case.case_ref.clone(),
            started_at: case.started_at,
            cancelled: case.cancelled_at.is_some(),
            asked: case.newest().into_iter().map(|one| ExchangeAsked::of(one, now)).collect(),
            corrections: corrected.collect(),
        }
    }
}

/// The newest cases, without what was answered in them.
#[utoipa::path(get, path = "/api/exchanges", tag = "exchange",
    responses((status = 200, body = Vec<ExchangeCase>)))]
async fn list(signed: Signed) -> Result<Json<Vec<ExchangeCase>>> {
    reader(&signed)?;
    let mut conn = signed.read().await?;
    let cases = cases::newest(&mut conn).await?;
    let persons: Vec<PersonId> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&persons, "exchange").await?;
    let now = signed.node.now();
    Ok(Json(cases.iter().map(|case| ExchangeCase::of(case, now)).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewExchangeCases {
    /// National ids or student numbers of those whose results are asked for: 1 to 200.
    persons: Vec<String>,
    /// `admission` or `recognition`.
    purpose: String,
    basis: WantedBasis,
    #[serde(default)]
    case_ref: String,
}

#[derive(Serialize, ToSchema)]
struct ExchangesStarted {
    /// One case for each person, in their order.
    cases: Vec<ExchangeId>,
}

/// Asks every other institution for the passed results of these persons.
#[utoipa::path(post, path = "/api/exchanges", tag = "exchange", request_body = NewExchangeCases,
    responses((status = 201, body = ExchangesStarted), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn start_cases(
    call: ActHeader,
    ApiJson(new): ApiJson<NewExchangeCases>,
) -> Result<(StatusCode, Json<ExchangesStarted>)> {
    reader(&call.signed)?;
    let purpose = purpose_of(&new.purpose).ok_or_else(|| wrong("purpose"))?;
    let NewExchangeCases { persons, basis, case_ref, .. } = new;
    let mut act = call.act().await?;
    let incoming = Incoming { persons, purpose, basis, case_ref };
    let new = incoming.resolved(act.conn()).await?;
    let cases = start(&mut act, &new).await?;
    let first = cases.first().map_or_else(Uuid::nil, |id| id.0);
    let entry = Entry::new("exchange.start", "exchange", first).fact("cases", cases.len());
    act.commit(entry).await?;
    Ok((StatusCode::CREATED, Json(ExchangesStarted { cases })))
}

#[derive(Serialize, ToSchema)]
struct ExchangeStarted {
    case: ExchangeId,
}

/// Asks every other institution about an applicant, on the consent that her application has given.
#[utoipa::path(post, path = "/api/exchanges/applications/{application}", tag = "exchange",
    params(("application" = Uuid, Path)),
    responses((status = 201, body = ExchangeStarted), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn start_application(
    Path(id): Path<ApplicationId>,
    call: ActHeader,
) -> Result<(StatusCode, Json<ExchangeStarted>)> {
    let mut act = call.act().await?;
    let case = start_of_application(&mut act, id).await?;
    let entry = Entry::new("exchange.start", "exchange", case.0).fact("cases", 1);
    act.commit(entry).await?;
    Ok((StatusCode::CREATED, Json(ExchangeStarted { case })))
}

pub(super) fn wrong(field: &str) -> Error {
    Error::field(field, super::said("common-error-required"))
}

/// One case, with what each institution has answered.
#[utoipa::path(get, path = "/api/exchanges/{exchange}", tag = "exchange",
    params(("exchange" = Uuid, Path)),
    responses((status = 200, body = ExchangeCase), (status = 404, body = Problem)))]
async fn one(Path(id): Path<ExchangeId>, signed: Signed) -> Result<Json<ExchangeCase>> {
    let case = case_of(&signed, id).await?;
    Ok(Json(ExchangeCase::of(&case, signed.node.now())))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeAgain {
    /// The number of the institution.
    institution: String,
}

/// Asks one institution again.
#[utoipa::path(post, path = "/api/exchanges/{exchange}/again", tag = "exchange",
    params(("exchange" = Uuid, Path)), request_body = ExchangeAgain,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn again(
    Path(id): Path<ExchangeId>,
    call: ActHeader,
    ApiJson(wanted): ApiJson<ExchangeAgain>,
) -> Result<StatusCode> {
    let institution =
        wanted.institution.parse::<wire::InstitutionNumber>().map_err(|_| Error::NotFound)?;
    let mut act = call.act().await?;
    ask_again(&mut act, id, institution).await?;
    act.commit(Entry::new("exchange.ask_again", "exchange", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Cancels a case.
#[utoipa::path(post, path = "/api/exchanges/{exchange}/cancellation", tag = "exchange",
    params(("exchange" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn cancel_one(Path(id): Path<ExchangeId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    cancel(&mut act, id).await?;
    act.commit(Entry::new("exchange.cancel", "exchange", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeConsentEntered {
    /// A national id or student number.
    person: String,
    /// The reference of the application in which it was given.
    application: String,
    /// The day it was given.
    #[schema(value_type = String, format = Date)]
    given_on: Date,
}

#[derive(Serialize, ToSchema)]
struct ExchangeConsentGiven {
    consent: ConsentId,
}

/// Enters a consent that was given in the national admission.
#[utoipa::path(post, path = "/api/exchanges/consents", tag = "exchange",
    request_body = ExchangeConsentEntered,
    responses((status = 201, body = ExchangeConsentGiven), (status = 422, body = Problem)))]
async fn enter_consent(
    call: ActHeader,
    ApiJson(new): ApiJson<ExchangeConsentEntered>,
) -> Result<(StatusCode, Json<ExchangeConsentGiven>)> {
    let mut act = call.act().await?;
    let consent = entered(&mut act, &new.person, (new.application, new.given_on)).await?;
    act.commit(Entry::new("exchange.consent", "exchange_consent", consent.0)).await?;
    Ok((StatusCode::CREATED, Json(ExchangeConsentGiven { consent })))
}

/// A consent of one's own.
#[derive(Serialize, ToSchema)]
struct ExchangeConsent {
    id: ConsentId,
    /// `national_admission`, `local_admission` or `student_pages`.
    channel: &'static str,
    purpose: &'static str,
    #[schema(value_type = String, format = Date)]
    given_on: Date,
    text_version: i32,
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<Timestamp>,
}

impl std::convert::From<&Consent> for ExchangeConsent {
    fn from(consent: &Consent) -> Self {
        Self {
            id: consent.id,
            channel: channel_code(consent.channel),
            purpose: purpose_code(consent.purpose),
            given_on: consent.given_on,
            text_version: consent.text_version,
            withdrawn_at: consent.withdrawn_at,
        }
    }
}

/// What concerns the caller: consents, what was asked elsewhere, and who has asked here.
#[derive(Serialize, ToSchema)]
struct MyExchange {
    consents: Vec<ExchangeConsent>,
    cases: Vec<ExchangeCase>,
    /// A page of who has asked here, the newest first.
    fetched: Vec<ExchangeAnswered>,
    /// How many lines of it there are in all.
    fetched_total: u32,
}

/// Which page is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
struct MyExchangePage {
    /// Which page of who has asked here, from 1.
    page: Option<u32>,
}

/// What concerns the caller.
#[utoipa::path(get, path = "/api/my/exchange", tag = "exchange", params(MyExchangePage),
    responses((status = 200, body = MyExchange)))]
async fn mine(signed: Signed, Query(wanted): Query<MyExchangePage>) -> Result<Json<MyExchange>> {
    let (mut conn, person) = (signed.read().await?, signed.who.person);
    let consents = consents::of_person(&mut conn, person).await?;
    let cases = super::case::of_person(&mut conn, person).await?;
    let now = signed.node.now();
    let (fetched, fetched_total) = own_lines(&signed, wanted.page.unwrap_or(1)).await?;
    Ok(Json(MyExchange {
        consents: consents.iter().map(Into::into).collect(),
        cases: cases.iter().map(|case| ExchangeCase::of(case, now)).collect(),
        fetched: fetched.into_iter().map(Into::into).collect(),
        fetched_total,
    }))
}

/// One case of the caller's own: the receipt.
#[utoipa::path(get, path = "/api/my/exchange/{exchange}", tag = "exchange",
    params(("exchange" = Uuid, Path)),
    responses((status = 200, body = ExchangeCase), (status = 404, body = Problem)))]
async fn my_case(Path(id): Path<ExchangeId>, signed: Signed) -> Result<Json<ExchangeCase>> {
    let case = own_case(&signed, id).await?;
    Ok(Json(ExchangeCase::of(&case, signed.node.now())))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewExchangeConsent {
    /// `student_pages` or `local_admission`.
    channel: String,
}

/// Consents in one's own name.
#[utoipa::path(post, path = "/api/my/exchange/consents", tag = "exchange",
    request_body = NewExchangeConsent,
    responses((status = 201, body = ExchangeConsentGiven), (status = 422, body = Problem)))]
async fn give(
    call: ActHeader,
    ApiJson(new): ApiJson<NewExchangeConsent>,
) -> Result<(StatusCode, Json<ExchangeConsentGiven>)> {
    let channel = channel_of(&new.channel).filter(|one| GIVEN_HERE.contains(one));
    let channel = channel.ok_or_else(|| wrong("channel"))?;
    let mut act = call.act().await?;
    let (person, language) = (act.person()?, call.signed.who.language);
    let consent = consent::give(&mut act, person, channel, From::Person(language)).await?;
    act.commit(Entry::new("exchange.consent", "exchange_consent", consent.0)).await?;
    Ok((StatusCode::CREATED, Json(ExchangeConsentGiven { consent })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeConsentWithdrawal {
    #[schema(value_type = Uuid)]
    consent: ConsentId,
}

/// Withdraws a consent of one's own.
#[utoipa::path(post, path = "/api/my/exchange/consents/withdrawal", tag = "exchange",
    request_body = ExchangeConsentWithdrawal,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn withdraw(
    call: ActHeader,
    ApiJson(which): ApiJson<ExchangeConsentWithdrawal>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    own_consent(&mut act, which.consent).await?;
    consent::withdraw(&mut act, which.consent).await?;
    act.commit(Entry::new("exchange.withdraw", "exchange_consent", which.consent.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has the receipt of a case sent as a letter, as it stands now.
#[utoipa::path(post, path = "/api/my/exchange/{exchange}/receipt", tag = "exchange",
    params(("exchange" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn my_receipt(Path(id): Path<ExchangeId>, call: ActHeader) -> Result<StatusCode> {
    own_case(&call.signed, id).await?;
    let mut act = call.act().await?;
    receipt::send_receipt(&mut act, id).await?;
    act.commit(Entry::new("exchange.receipt", "exchange", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
