//! Rounds, for programs.

use super::batch::{self, Batch, Progress};
use super::pages::reader;
use super::store::batches;
use super::{HANDLERS, NewBatch, WantedBasis, ask_batch_again, cancel_batch, start_batch};
use crate::BatchId;
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use office::Result;
use office::admission::Via;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Everywhere(HANDLERS);
    Routes::default()
        .api(handlers, None, routes!(list))
        .api(handlers, Some("exchange.batch"), routes!(begin))
        .api(handlers, None, routes!(one))
        .api(handlers, Some("exchange.batch_ask_again"), routes!(again))
        .api(handlers, Some("exchange.batch_cancel"), routes!(cancel))
}

/// A round: all who apply for studies that start on a day are asked about.
#[derive(Serialize, ToSchema)]
struct ExchangeBatch {
    #[schema(value_type = Uuid)]
    id: BatchId,
    #[schema(value_type = String, format = Date)]
    starts_on: Date,
    /// Only those who applied in this way.
    via: Option<Via>,
    basis: WantedBasis,
    case_ref: String,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    cancelled: bool,
}

impl From<&Batch> for ExchangeBatch {
    fn from(batch: &Batch) -> Self {
        Self {
            id: batch.id,
            starts_on: batch.starts_on,
            via: batch.via,
            basis: batch.basis,
            case_ref: batch.case_ref.clone(),
            started_at: batch.started_at,
            cancelled: batch.cancelled_at.is_some(),
        }
    }
}

/// How far a round is.
#[derive(Serialize, ToSchema)]
struct ExchangeBatchProgress {
    batch: ExchangeBatch,
    /// How many wait for their turn.
    waiting: i64,
    /// How many are asked about.
    asked: i64,
    /// How many are not: `no-national-id`, `no-consent` or `no-basis`.
    left_out: BTreeMap<&'static str, i64>,
    /// By the number of the institution, how many questions stand where: `waiting`, `late`, `failed`,
    /// `cancelled`, or the answer.
    institutions: BTreeMap<String, BTreeMap<String, i64>>,
}

impl ExchangeBatchProgress {
    fn of(batch: &Batch, progress: Progress) -> Self {
        let institutions = progress.institutions.into_iter();
        Self {
            batch: batch.into(),
            waiting: progress.waiting,
            asked: progress.asked,
            left_out: progress.left_out.iter().map(|(why, count)| (why.code(), *count)).collect(),
            institutions: institutions.map(|(one, states)| (one.to_string(), states)).collect(),
        }
    }
}

/// The newest rounds.
#[utoipa::path(get, path = "/api/exchanges/batches", tag = "exchange",
    responses((status = 200, body = Vec<ExchangeBatch>)))]
async fn list(signed: Signed) -> Result<Json<Vec<ExchangeBatch>>> {
    reader(&signed)?;
    let mut conn = signed.read().await?;
    Ok(Json(batches::newest(&mut conn).await?.iter().map(Into::into).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewExchangeBatch {
    /// The day on which the studies start that are applied for.
    #[schema(value_type = String, format = Date)]
    starts_on: Date,
    /// Only those who applied in this way; left out: all.
    #[serde(default)]
    via: Option<Via>,
    basis: WantedBasis,
    #[serde(default)]
    case_ref: String,
}

#[derive(Serialize, ToSchema)]
struct ExchangeBatchStarted {
    #[schema(value_type = Uuid)]
    batch: BatchId,
}

/// Asks every other institution about all who apply for studies that start on a day.
#[utoipa::path(post, path = "/api/exchanges/batches", tag = "exchange",
    request_body = NewExchangeBatch,
    responses((status = 201, body = ExchangeBatchStarted), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn begin(
    call: ActHeader,
    ApiJson(new): ApiJson<NewExchangeBatch>,
) -> Result<(StatusCode, Json<ExchangeBatchStarted>)> {
    let mut act = call.act().await?;
    let NewExchangeBatch { starts_on, via, basis, case_ref } = new;
    let batch = start_batch(&mut act, NewBatch { starts_on, via, basis, case_ref }).await?;
    act.commit(Entry::new("exchange.batch", "exchange_batch", batch.0)).await?;
    Ok((StatusCode::CREATED, Json(ExchangeBatchStarted { batch })))
}

/// One round, with how far it is.
#[utoipa::path(get, path = "/api/exchanges/batches/{batch}", tag = "exchange",
    params(("batch" = Uuid, Path)),
    responses((status = 200, body = ExchangeBatchProgress), (status = 404, body = Problem)))]
async fn one(Path(id): Path<BatchId>, signed: Signed) -> Result<Json<ExchangeBatchProgress>> {
    reader(&signed)?;
    let mut conn = signed.read().await?;
    let (batch, progress) = batch::load(&mut conn, id, signed.node.now()).await?;
    Ok(Json(ExchangeBatchProgress::of(&batch, progress)))
}

/// Asks again wherever what came could not be taken.
#[utoipa::path(post, path = "/api/exchanges/batches/{batch}/again", tag = "exchange",
    params(("batch" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn again(Path(id): Path<BatchId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    ask_batch_again(&mut act, id).await?;
    act.commit(Entry::new("exchange.batch_ask_again", "exchange_batch", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Cancels a round with all its cases.
#[utoipa::path(post, path = "/api/exchanges/batches/{batch}/cancellation", tag = "exchange",
    params(("batch" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn cancel(Path(id): Path<BatchId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    cancel_batch(&mut act, id).await?;
    act.commit(Entry::new("exchange.batch_cancel", "exchange_batch", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
