//! Deliveries for programs.

use super::desk_pages;
use super::pages::{answer_file, mine};
use super::store::receipt;
use super::{
    Absence, Channel, RECEIVERS, Receive, UploadAnswer, correct, correct_absence, may_upload,
    receive, record_absence, upload_answer,
};
use crate::http::files::keep;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{DeliveryId, Error, ExamId, RegistrationId, Result};
use ::store::Entry;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let desk = Allow::Roles(RECEIVERS);
    Routes::default()
        .api(desk, Some("delivery.receive"), routes!(receive_one))
        .api(desk, Some("delivery.correct"), routes!(correct_one))
        .api(desk, Some("delivery.record_absence"), routes!(record_an_absence))
        .api(desk, Some("delivery.correct_absence"), routes!(correct_an_absence))
        .api(Allow::Student, None, routes!(my_receipt))
        .api(Allow::Student, Some("delivery.upload"), routes!(upload))
        .api(Allow::Student, None, routes!(my_answer))
        .merge(super::desk_api::routes())
}

/// An answer as it came in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Received {
    /// The candidate number on the front page.
    candidate_number: i32,
    /// `desk`, `invigilator`, `post` or `email`.
    #[schema(value_type = String)]
    channel: Channel,
    /// How many copies came.
    copies: i32,
    /// Whether the candidate number is right on every copy.
    candidate_number_ok: bool,
    /// Whether the front page has course code and term.
    front_page_ok: bool,
    /// What is wrong with it, where something is; and why it is taken in, where it came after the last
    /// moment for handing in.
    #[serde(default)]
    note: String,
    /// When it came in, where that was before now: not before the day on which it was first ticked off.
    #[schema(value_type = Option<String>, format = DateTime)]
    received_at: Option<jiff::Timestamp>,
}

/// A delivery.
#[derive(Serialize, ToSchema)]
struct Delivered {
    /// The delivery.
    id: DeliveryId,
}

/// Receives an answer at the desk.
#[utoipa::path(post, path = "/api/exams/{exam}/deliveries", tag = "delivery",
    request_body = Received, params(("exam" = ExamId, Path)),
    responses((status = 201, body = Delivered), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn receive_one(
    header: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(received): ApiJson<Received>,
) -> Result<(StatusCode, Json<Delivered>)> {
    if received.channel == Channel::Upload || !(0..=9).contains(&received.copies) {
        let why = "channel: desk, invigilator, post, email; copies: 0-9";
        return Err(Error::field("body", rules::Text::new(why, why, why)));
    }
    let command = Receive {
        exam,
        candidate_number: received.candidate_number,
        channel: received.channel,
        copies: received.copies,
        candidate_number_ok: received.candidate_number_ok,
        front_page_ok: received.front_page_ok,
        note: received.note,
        received_at: received.received_at,
    };
    let mut act = header.act().await?;
    let id = receive(&mut act, &command).await?;
    act.commit(desk_pages::received(&command, id)).await?;
    Ok((StatusCode::CREATED, Json(Delivered { id })))
}

/// Why a delivery is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeliveryCorrection {
    /// The reason.
    reason: String,
}

/// Takes back a delivery that was ticked off by mistake, as long as nobody has assessed it.
#[utoipa::path(post, path = "/api/exams/{exam}/deliveries/{delivery}/correction",
    tag = "delivery", request_body = DeliveryCorrection,
    params(("exam" = ExamId, Path), ("delivery" = DeliveryId, Path)),
    responses((status = 204),
        (status = 409, body = Problem, description = "has-files, grading-begun")))]
async fn correct_one(
    header: ActHeader,
    Path((exam, id)): Path<(ExamId, DeliveryId)>,
    ApiJson(correction): ApiJson<DeliveryCorrection>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    correct(&mut act, exam, id, &correction.reason).await?;
    act.commit(Entry::new("delivery.correct", "delivery", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A candidate who did not deliver.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AbsenceOf {
    /// The candidate number.
    candidate_number: i32,
    /// `absent`, `sick` or `withdrew`.
    #[schema(value_type = String)]
    kind: Absence,
}

/// The registration that an absence is recorded for.
#[derive(Serialize, ToSchema)]
struct AbsenceRecorded {
    /// The registration.
    id: RegistrationId,
}

/// Records that a candidate did not deliver.
#[utoipa::path(post, path = "/api/exams/{exam}/absences", tag = "delivery",
    request_body = AbsenceOf, params(("exam" = ExamId, Path)),
    responses((status = 201, body = AbsenceRecorded), (status = 409, body = Problem)))]
async fn record_an_absence(
    header: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(absence): ApiJson<AbsenceOf>,
) -> Result<(StatusCode, Json<AbsenceRecorded>)> {
    let mut act = header.act().await?;
    let id = record_absence(&mut act, exam, absence.candidate_number, absence.kind).await?;
    act.commit(Entry::new("delivery.record_absence", "registration", id.0)).await?;
    Ok((StatusCode::CREATED, Json(AbsenceRecorded { id })))
}

/// Takes a recorded absence back.
#[utoipa::path(post, path = "/api/exams/{exam}/absences/{registration}/correction",
    tag = "delivery", params(("exam" = ExamId, Path), ("registration" = RegistrationId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn correct_an_absence(
    header: ActHeader,
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    correct_absence(&mut act, exam, id).await?;
    act.commit(Entry::new("delivery.correct_absence", "registration", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The receipt for an answer.
#[derive(Serialize, ToSchema)]
struct ReceiptItem {
    /// The candidate number, once it is drawn.
    candidate_number: Option<i32>,
    /// When it was received.
    #[schema(value_type = String)]
    received_at: jiff::Timestamp,
    /// The SHA-256 of the file, in hex.
    sha256: String,
    /// Its length.
    size_bytes: i64,
    /// Its kind.
    media_type: String,
}

/// Shows the receipt for my own answer.
#[utoipa::path(get, path = "/api/my/registrations/{registration}/answer", tag = "delivery",
    params(("registration" = RegistrationId, Path)),
    responses((status = 200, body = ReceiptItem), (status = 404, body = Problem)))]
async fn my_receipt(signed: Signed, Path(id): Path<RegistrationId>) -> Result<Json<ReceiptItem>> {
    let (own, _) = mine(&signed, id).await?;
    let mut conn = signed.read().await?;
    let found = receipt(&mut conn, id).await?.ok_or(Error::NotFound)?;
    Ok(Json(ReceiptItem {
        candidate_number: own.candidate_number,
        received_at: found.received_at,
        sha256: found.sha256,
        size_bytes: found.size_bytes,
        media_type: found.media_type,
    }))
}

/// Gives my own answer back as it was received.
#[utoipa::path(get, path = "/api/my/registrations/{registration}/answer/file", tag = "delivery",
    params(("registration" = RegistrationId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn my_answer(signed: Signed, id: Path<RegistrationId>) -> Result<Response> {
    answer_file(signed, id).await
}

/// Hands my own answer in; the body is the file, its kind stands in `Content-Type`.
#[utoipa::path(post, path = "/api/my/registrations/{registration}/answer", tag = "delivery",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    params(("registration" = RegistrationId, Path)),
    responses((status = 201, body = Delivered), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn upload(
    header: ActHeader,
    Path(id): Path<RegistrationId>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Delivered>)> {
    let (own, exam) = mine(&header.signed, id).await?;
    let now = header.signed.node.now();
    let mut conn = header.signed.read().await?;
    may_upload(&mut conn, &header.signed.node, &exam, &own, now).await?;
    drop(conn);
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let kept = keep(&header.signed.node, "body", media, &body).await?;
    let mut act = header.act().await?;
    let command = UploadAnswer { registration: id, file: kept.id };
    let id = upload_answer(&mut act, &command).await?;
    let entry = Entry::new("delivery.upload", "delivery", id.0);
    act.commit(entry.fact("sha256", hex::encode(kept.sha256))).await?;
    Ok((StatusCode::CREATED, Json(Delivered { id })))
}
