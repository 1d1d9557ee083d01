//! Grading for programs: the same use cases under the same rules.

use super::{
    ANNOUNCERS, CONTROLLERS, OwnResult, Rectification, announce, hand_over, own_results, pages,
    receive, rectify, seal, sign, withdraw,
};
use crate::calendar::Deadline;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{AppealId, CommitteeId, ExamId, ExplanationId, PersonId, ProtocolId, Result, ResultId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::{Grade, Reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (me, staff) = (Allow::Examiner, Allow::Roles(ANNOUNCERS));
    Routes::default()
        .api(Allow::Roles(CONTROLLERS), Some("grading.hand_over"), routes!(hand_over_answers))
        .api(Allow::SignedIn, Some("protocol.seal"), routes!(seal_one))
        .api(me, Some("protocol.sign"), routes!(sign_one))
        .api(staff, Some("protocol.receive"), routes!(receive_one))
        .api(staff, Some("protocol.announce"), routes!(announce_one))
        .api(Allow::SignedIn, Some("protocol.withdraw"), routes!(withdraw_one))
        .api(Allow::SignedIn, Some("protocol.rectify"), routes!(rectify_one))
        .api(Allow::Student, None, routes!(results))
        .api(Allow::Student, None, routes!(guide))
        .merge(super::exam_api::routes())
        .merge(super::examining_api::routes())
        .merge(super::preliminary_api::routes())
        .merge(super::protocol_api::routes())
}

/// How many examiners got the answers.
#[derive(Serialize, ToSchema)]
struct HandedOver {
    examiners: usize,
}

/// To whom answers may go although they have not answered the request.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandOverBody {
    /// Examiners who have told the office yes in another way: it is entered as their acceptance.
    #[serde(default)]
    said_yes: Vec<PersonId>,
}

/// Hands the answers of an exam over to those of its committee who have not got them.
#[utoipa::path(post, path = "/api/exams/{exam}/hand-over", tag = "grading",
    request_body = HandOverBody,
    params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses(
        (status = 200, body = HandedOver),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "no-committee, not-held, guide-missing, paper-missing, handed-over, no-answers, not-accepted; too-few, no-external and what else the rule committee says"),
    ))]
async fn hand_over_answers(
    Path(id): Path<ExamId>,
    call: ActHeader,
    ApiJson(body): ApiJson<HandOverBody>,
) -> Result<Json<HandedOver>> {
    let mut act = call.act().await?;
    let done = hand_over(&mut act, id, &body.said_yes).await?;
    act.commit(done.entry(id)).await?;
    Ok(Json(HandedOver { examiners: done.examiners }))
}

/// What an act has made.
#[derive(Serialize, ToSchema)]
pub(super) struct Made {
    id: Uuid,
}

pub(super) fn made(id: Uuid) -> (StatusCode, Json<Made>) {
    (StatusCode::CREATED, Json(Made { id }))
}

/// Seals the protocol of a committee.
#[utoipa::path(post, path = "/api/committees/{committee}/protocols", tag = "grading",
    params(("committee" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 201, body = Made), (status = 409, body = Problem)))]
async fn seal_one(
    Path(id): Path<CommitteeId>,
    header: ActHeader,
) -> Result<(StatusCode, Json<Made>)> {
    let mut act = header.act().await?;
    let protocol = seal(&mut act, id).await?;
    let entry = Entry::new("protocol.seal", "protocol", protocol.0);
    act.commit(entry.fact("committee", id.to_string())).await?;
    Ok(made(protocol.0))
}

/// A signature: the fingerprint of what the examiner has read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Signature {
    sha256: String,
}

/// Signs a protocol.
#[utoipa::path(post, path = "/api/protocols/{protocol}/signatures", tag = "grading",
    request_body = Signature,
    params(("protocol" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 409, body = Problem)))]
async fn sign_one(
    Path(id): Path<ProtocolId>,
    header: ActHeader,
    ApiJson(signature): ApiJson<Signature>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    sign(&mut act, id, &signature.sha256).await?;
    let entry = Entry::new("protocol.sign", "protocol", id.0);
    act.commit(entry.fact("sha256", signature.sha256)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Receives a signed protocol at the faculty office.
#[utoipa::path(post, path = "/api/protocols/{protocol}/receipt", tag = "grading",
    params(("protocol" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 409, body = Problem)))]
async fn receive_one(Path(id): Path<ProtocolId>, header: ActHeader) -> Result<StatusCode> {
    let mut act = header.act().await?;
    receive(&mut act, id).await?;
    act.commit(Entry::new("protocol.receive", "protocol", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many results were announced.
#[derive(Serialize, ToSchema)]
struct Announced {
    results: usize,
}

/// Announces the results of a received protocol.
#[utoipa::path(post, path = "/api/protocols/{protocol}/announcement", tag = "grading",
    params(("protocol" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 200, body = Announced), (status = 409, body = Problem)))]
async fn announce_one(Path(id): Path<ProtocolId>, header: ActHeader) -> Result<Json<Announced>> {
    let mut act = header.act().await?;
    let results = announce(&mut act, id).await?;
    act.commit(Entry::new("protocol.announce", "protocol", id.0).fact("results", results)).await?;
    Ok(Json(Announced { results }))
}

/// Takes back a protocol that is not yet received.
#[utoipa::path(post, path = "/api/protocols/{protocol}/withdrawal", tag = "grading",
    params(("protocol" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 409, body = Problem)))]
async fn withdraw_one(Path(id): Path<ProtocolId>, header: ActHeader) -> Result<StatusCode> {
    let mut act = header.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("protocol.withdraw", "protocol", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Seals a rectification of an announced protocol.
#[utoipa::path(post, path = "/api/protocols/{protocol}/rectifications", tag = "grading",
    request_body = Rectification,
    params(("protocol" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 201, body = Made), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn rectify_one(
    Path(id): Path<ProtocolId>,
    header: ActHeader,
    ApiJson(wanted): ApiJson<Rectification>,
) -> Result<(StatusCode, Json<Made>)> {
    let mut act = header.act().await?;
    let new = rectify(&mut act, id, &wanted).await?;
    let entry = Entry::new("protocol.rectify", "protocol", new.0);
    act.commit(entry.fact("rectifies", id.to_string())).await?;
    Ok(made(new.0))
}

/// A deadline with its reasons.
#[derive(Serialize, ToSchema)]
struct DeadlineItem {
    /// The last day; absent while an answer that restarts the clock is pending.
    #[schema(value_type = Option<String>)]
    due_on: Option<Date>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

impl From<Deadline> for DeadlineItem {
    fn from(deadline: Deadline) -> Self {
        Self { due_on: deadline.due_on, because: deadline.because }
    }
}

/// One's own result.
#[derive(Serialize, ToSchema)]
struct ResultItem {
    result: ResultId,
    course: String,
    term: String,
    /// Why the sitting was held: `ordinary`, `deferred`, `resit` or `early`.
    kind: String,
    #[schema(value_type = String)]
    grade: Grade,
    /// `ordinary`, `rectification` or `appeal`.
    origin: String,
    /// Whether the exam is annulled: then the grade does not count.
    annulled: bool,
    #[schema(value_type = String)]
    announced_on: Date,
    /// Where the grading guide is, if there is one.
    guide: Option<String>,
    explanation: Option<DeadlineItem>,
    appeal: Option<DeadlineItem>,
    /// Once the deadline for an appeal has passed: the last day on which one can still be lodged
    /// with the reasons for being late.
    #[schema(value_type = Option<String>, format = Date)]
    late_appeal_until: Option<Date>,
    /// The explanation asked for last.
    asked: Option<ExplanationId>,
    /// The appeal lodged last.
    appealed: Option<AppealId>,
    /// Those that it took the place of, the newest first.
    history: Vec<EarlierItem>,
}

/// A result that counted before.
#[derive(Serialize, ToSchema)]
struct EarlierItem {
    result: ResultId,
    #[schema(value_type = String)]
    grade: Grade,
    #[schema(value_type = String, format = Date)]
    announced_on: Date,
}

impl From<super::results::Earlier> for EarlierItem {
    fn from(old: super::results::Earlier) -> Self {
        Self { result: old.id, grade: old.grade, announced_on: old.announced_on }
    }
}

/// One's own results in force, the newest first.
#[utoipa::path(get, path = "/api/my/results", tag = "grading",
    responses((status = 200, body = Vec<ResultItem>)))]
async fn results(signed: Signed) -> Result<Json<Vec<ResultItem>>> {
    let mut conn = signed.read().await?;
    let own = own_results(&mut conn, signed.who.person).await?;
    let (node, today) = (&signed.node, signed.today());
    let item = |own: OwnResult| -> Result<ResultItem> {
        Ok(ResultItem {
            late_appeal_until: own.late_appeal_until(node, today)?,
            guide: own.has_guide.then(|| format!("/api/my/results/{}/guide", own.id)),
            result: own.id,
            course: own.code,
            term: own.term.to_string(),
            kind: own.kind,
            grade: own.grade,
            origin: own.origin,
            annulled: own.annulled,
            announced_on: own.announced_on,
            explanation: own.explanation.map(DeadlineItem::from),
            appeal: own.appeal.map(DeadlineItem::from),
            asked: own.asked,
            appealed: own.appealed,
            history: own.history.into_iter().map(EarlierItem::from).collect(),
        })
    };
    Ok(Json(own.into_iter().map(item).collect::<Result<_>>()?))
}

/// The grading guide of an exam of which one has a result, in one's own language form where there
/// is one.
#[utoipa::path(get, path = "/api/my/results/{result}/guide", tag = "grading",
    params(("result" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn guide(signed: Signed, result: Path<ResultId>) -> Result<Response> {
    pages::guide(signed, result).await
}
