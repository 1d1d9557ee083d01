//! One examiner and one request for programs: the register's entry, the CV, what one is asked.

use super::engaged::{engages, require_engaged};
use super::request_pages::{Asked, asked_of};
use super::store;
use super::{EXAMINER_KEEPERS, EXAMINER_VIEWERS, keep_cv, pages};
use crate::http::files::keep;
use crate::http::{ActHeader, Allow, Problem, Routes, Signed};
use crate::{Error, ExamId, PersonId, Result};
use ::store::Entry;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::{Reason, Text};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let viewers = Allow::Roles(EXAMINER_VIEWERS);
    Routes::default()
        .api(viewers, None, routes!(one))
        .api(viewers, None, routes!(cv))
        .api(Allow::Roles(EXAMINER_KEEPERS), Some("examiner.cv"), routes!(put_cv))
        .api(Allow::Examiner, None, routes!(request))
}

/// All that the register says of an examiner.
#[derive(Serialize, ToSchema)]
struct ExaminerDetail {
    examiner: PersonId,
    /// The name, or that the person is protected.
    name: String,
    /// Only for a unit that engages him.
    email: Option<String>,
    /// The academic title in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    title: Text,
    workplace: String,
    external: bool,
    employed_at_university: bool,
    /// Whether a CV is on file.
    cv: bool,
    #[schema(value_type = Option<String>, format = Date)]
    approved_on: Option<Date>,
    /// The unit whose board approved him, in bokmål, nynorsk and English.
    #[schema(value_type = Option<Object>)]
    approved_by: Option<Text>,
}

/// One examiner of the register.
#[utoipa::path(get, path = "/api/examiners/{examiner}", tag = "examiners",
    params(("examiner" = PersonId, Path)),
    responses((status = 200, body = ExaminerDetail), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<PersonId>) -> Result<Json<ExaminerDetail>> {
    let mut conn = signed.read().await?;
    let found = store::examiner(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let engaged = engages(&mut conn, &signed.who, id).await?;
    Ok(Json(ExaminerDetail {
        examiner: found.person,
        name: found.name.shown(signed.who.language),
        email: engaged.then_some(found.email),
        title: found.title,
        workplace: found.workplace,
        external: found.external,
        employed_at_university: found.employed_at_university,
        cv: found.cv_file.is_some(),
        approved_on: found.approved_on,
        approved_by: found.approved_by,
    }))
}

/// The CV of an examiner, for a unit that engages him. Noted as a look at him.
#[utoipa::path(get, path = "/api/examiners/{examiner}/cv", tag = "examiners",
    params(("examiner" = PersonId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn cv(signed: Signed, id: Path<PersonId>) -> Result<Response> {
    pages::cv(signed, id).await
}

/// Puts a CV on file, in the place of an earlier one; the body is the file, its kind stands in
/// `Content-Type`.
#[utoipa::path(post, path = "/api/examiners/{examiner}/cv", tag = "examiners",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    params(("examiner" = PersonId, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn put_cv(
    Path(id): Path<PersonId>,
    header: ActHeader,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode> {
    require_engaged(&mut *header.signed.read().await?, &header.signed.who, id).await?;
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let file = keep(&header.signed.node, "body", media, &body).await?;
    let mut act = header.act().await?;
    keep_cv(&mut act, id, file.id).await?;
    act.commit(Entry::new("examiner.cv", "examiner", id.0).fact("file", file.id.to_string()))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What one is asked, with what one must know to answer.
#[derive(Serialize, ToSchema)]
struct RequestDetail {
    proposal: Uuid,
    exam: ExamId,
    /// The course code.
    course: String,
    /// Its name in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: Text,
    term: String,
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Date>,
    /// How many candidates are registered.
    candidates: u32,
    /// By when the grades must be there.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// Why by then.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    /// The fee in words, for an external examiner; empty for the state's rates.
    fee: String,
    /// Whether one comes from outside.
    external: bool,
    /// Whether one is called in because two disagree.
    third: bool,
    /// By which day the office would like an answer.
    #[schema(value_type = String, format = Date)]
    answer_by: Date,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
    accepted: Option<bool>,
    /// Whether the board has given one the seat.
    appointed: bool,
}

/// What the caller is asked as examiner in one proposal.
#[utoipa::path(get, path = "/api/examining/requests/{proposal}", tag = "examiners",
    params(("proposal" = Uuid, Path)),
    responses((status = 200, body = RequestDetail), (status = 404, body = Problem)))]
async fn request(signed: Signed, Path(proposal): Path<Uuid>) -> Result<Json<RequestDetail>> {
    let Asked { request, exam, candidates, due } = asked_of(&signed, proposal).await?;
    let (due_on, because) = due.map_or((None, Vec::new()), |(on, because)| (Some(on), because));
    Ok(Json(RequestDetail {
        proposal,
        exam: exam.id,
        course: exam.code,
        name: exam.name,
        term: exam.term.to_string(),
        date: exam.date,
        candidates,
        due_on,
        because,
        fee: request.fee,
        external: request.external,
        third: request.third,
        answer_by: super::request::answer_by(request.proposed_at),
        answered_at: request.answered_at,
        accepted: request.accepted,
        appointed: request.appointed,
    }))
}
