//! Examiners and committees for programs.

use super::committee_pages::{Judged, judged};
use super::store;
use super::{
    Appointment, BOARD, CallIn, EXAMINER_KEEPERS, EXAMINER_VIEWERS, ExaminerFields, PROPOSERS,
    Proposal, RequestAnswer, Seat, add_examiner, answer_request, appoint, approve, call_in,
    propose, withdraw_proposal,
};
use crate::catalogue::exam_for;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{CommitteeId, ExamId, PersonId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::{Reason, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let keepers = Allow::Roles(EXAMINER_KEEPERS);
    Routes::default()
        .api(Allow::Roles(EXAMINER_VIEWERS), None, routes!(list))
        .api(Allow::Roles(EXAMINER_VIEWERS), None, routes!(find))
        .api(keepers, Some("examiner.add"), routes!(add))
        .api(Allow::Roles(BOARD), Some("examiner.approve"), routes!(approve_one))
        .api(Allow::Roles(EXAMINER_VIEWERS), None, routes!(committee))
        .api(Allow::Roles(PROPOSERS), Some("committee.propose"), routes!(propose_one))
        .api(Allow::Roles(PROPOSERS), Some("committee.withdraw_proposal"), routes!(withdraw_one))
        .api(Allow::Roles(BOARD), Some("committee.appoint"), routes!(appoint_one))
        .api(Allow::Roles(BOARD), Some("committee.call_in"), routes!(call_in_one))
        .api(Allow::Examiner, None, routes!(my_requests))
        .api(Allow::Examiner, Some("examiner.answer"), routes!(answer_one))
        .merge(super::one_api::routes())
}

/// How many examiners one answer of the list holds.
const PAGE_SIZE: u32 = 200;

/// An examiner in the register.
#[derive(Serialize, ToSchema)]
struct ExaminerItem {
    examiner: PersonId,
    name: String,
    workplace: String,
    external: bool,
    employed_at_university: bool,
    cv: bool,
    #[schema(value_type = Option<String>)]
    approved_on: Option<Date>,
}

#[derive(Deserialize)]
struct Paged {
    page: Option<u32>,
}

/// The register of examiners, by name.
#[utoipa::path(get, path = "/api/examiners", tag = "examiners",
    params(("page" = Option<u32>, Query)),
    responses((status = 200, body = Vec<ExaminerItem>)))]
async fn list(signed: Signed, Query(paged): Query<Paged>) -> Result<Json<Vec<ExaminerItem>>> {
    found(&signed, "", paged.page).await
}

#[derive(Deserialize, ToSchema)]
struct Find {
    /// Part of a name or of a workplace.
    #[serde(default)]
    q: String,
    page: Option<u32>,
}

/// Examiners by name or workplace: asked for in the body, since no name stands in an address.
#[utoipa::path(post, path = "/api/examiners/find", tag = "examiners", request_body = Find,
    responses((status = 200, body = Vec<ExaminerItem>)))]
async fn find(signed: Signed, ApiJson(find): ApiJson<Find>) -> Result<Json<Vec<ExaminerItem>>> {
    found(&signed, &find.q, find.page).await
}

async fn found(signed: &Signed, q: &str, page: Option<u32>) -> Result<Json<Vec<ExaminerItem>>> {
    let offset = (page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE);
    let mut conn = signed.read().await?;
    let found = store::examiners(&mut conn, q, PAGE_SIZE, offset).await?;
    let item = |examiner: store::Examiner| ExaminerItem {
        examiner: examiner.person,
        name: examiner.name.shown(signed.who.language),
        workplace: examiner.workplace,
        external: examiner.external,
        employed_at_university: examiner.employed_at_university,
        cv: examiner.cv_file.is_some(),
        approved_on: examiner.approved_on,
    };
    Ok(Json(found.into_iter().map(item).collect()))
}

/// What an act has made.
#[derive(Serialize, ToSchema)]
struct Made {
    id: Uuid,
}

fn made(id: Uuid) -> (StatusCode, Json<Made>) {
    (StatusCode::CREATED, Json(Made { id }))
}

/// Enters an examiner in the register.
#[utoipa::path(post, path = "/api/examiners", tag = "examiners", request_body = ExaminerFields,
    params(("Idempotency-Key" = Uuid, Header)),
    responses((status = 201, body = Made), (status = 422, body = Problem)))]
async fn add(
    header: ActHeader,
    ApiJson(fields): ApiJson<ExaminerFields>,
) -> Result<(StatusCode, Json<Made>)> {
    let mut act = header.act().await?;
    let id = add_examiner(&mut act, &fields).await?;
    act.commit(Entry::new("examiner.add", "examiner", id.0)).await?;
    Ok(made(id.0))
}

/// An approval by a board.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Approval {
    #[schema(value_type = String)]
    approved_on: Date,
}

/// Records that the board has approved an examiner.
#[utoipa::path(post, path = "/api/examiners/{examiner}/approval", tag = "examiners",
    request_body = Approval,
    params(("examiner" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn approve_one(
    Path(id): Path<PersonId>,
    header: ActHeader,
    ApiJson(approval): ApiJson<Approval>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    let board = approve(&mut act, id, approval.approved_on).await?;
    let entry = Entry::new("examiner.approve", "examiner", id.0);
    let entry = entry.fact("on", approval.approved_on.to_string());
    act.commit(entry.fact("board", board.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A seat in a committee.
#[derive(Serialize, ToSchema)]
struct CommitteeSeat {
    examiner: PersonId,
    position: i32,
    external: bool,
    supervisor: bool,
}

/// What somebody who was asked has answered.
#[derive(Serialize, ToSchema)]
struct AskedItem {
    examiner: PersonId,
    proposal: Uuid,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
    accepted: Option<bool>,
    /// Why not.
    reason: String,
    /// Whether the office has entered a yes that came in another way.
    entered: bool,
}

/// The committee of an exam, and the proposal that waits for the board.
#[derive(Serialize, ToSchema)]
struct CommitteeItem {
    committee: Option<CommitteeId>,
    /// When the committee was first appointed.
    #[schema(value_type = Option<String>)]
    appointed_on: Option<Date>,
    /// The board's case in which it was.
    case_ref: Option<String>,
    seats: Vec<CommitteeSeat>,
    proposal: Option<Uuid>,
    /// When it was made.
    #[schema(value_type = Option<String>, format = DateTime)]
    proposed_at: Option<Timestamp>,
    /// By whom: the one who can take it back, and cannot appoint it.
    proposed_by: Option<PersonId>,
    /// Those whom it proposes.
    proposed: Vec<CommitteeSeat>,
    /// What the rule says of it, with paragraphs.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    /// All that keeps the board from appointing it.
    #[schema(value_type = Vec<Object>)]
    refusals: Vec<Text>,
    /// Who was asked, the latest last.
    asked: Vec<AskedItem>,
}

/// The committee of an exam.
#[utoipa::path(get, path = "/api/exams/{exam}/committee", tag = "examiners",
    params(("exam" = Uuid, Path)),
    responses((status = 200, body = CommitteeItem), (status = 404, body = Problem)))]
async fn committee(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<CommitteeItem>> {
    let exam = exam_for(&signed, id, EXAMINER_VIEWERS).await?;
    let mut conn = signed.read().await?;
    let found = store::ordinary(&mut conn, exam.id).await?;
    let seats = match &found {
        Some(found) => store::seats(&mut conn, found.id).await?,
        None => Vec::new(),
    };
    let proposal = store::open_proposal(&mut conn, exam.id).await?;
    let waiting = match &proposal {
        Some(open) => judged(&mut conn, &signed, &exam, open).await?,
        None => Judged { seats: Vec::new(), because: Vec::new(), refusals: Vec::new() },
    };
    let asked = store::asked(&mut conn, exam.id).await?;
    let asked = asked.into_iter().map(|one| AskedItem {
        examiner: one.person,
        proposal: one.proposal,
        answered_at: one.answered_at,
        accepted: one.accepted,
        reason: one.reason,
        entered: one.entered,
    });
    let item = |seat: Seat| CommitteeSeat {
        examiner: seat.person,
        position: seat.position,
        external: seat.external,
        supervisor: seat.supervisor,
    };
    Ok(Json(CommitteeItem {
        committee: found.as_ref().map(|found| found.id),
        appointed_on: found.as_ref().map(|found| found.appointed_on),
        case_ref: found.map(|found| found.case_ref),
        seats: seats.into_iter().map(item).collect(),
        proposed_at: proposal.as_ref().map(|open| open.proposed_at),
        proposed_by: proposal.as_ref().map(|open| open.proposed_by),
        proposal: proposal.map(|open| open.id),
        proposed: waiting.seats.into_iter().map(item).collect(),
        because: waiting.because,
        refusals: waiting.refusals,
        asked: asked.collect(),
    }))
}

/// Proposes a committee, or a third examiner for the one there is when its first two disagree.
#[utoipa::path(post, path = "/api/exams/{exam}/committee/proposals", tag = "examiners",
    request_body = Proposal, params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 201, body = Made),
        (status = 409, body = Problem, description = "third-must-be-external, protocol-closed, third-there, no-dispute"),
        (status = 422, body = Problem)))]
async fn propose_one(
    Path(id): Path<ExamId>,
    header: ActHeader,
    ApiJson(proposal): ApiJson<Proposal>,
) -> Result<(StatusCode, Json<Made>)> {
    let mut act = header.act().await?;
    let proposed = propose(&mut act, id, &proposal).await?;
    let entry = Entry::new("committee.propose", "exam", id.0);
    act.commit(entry.fact("proposal", proposed.to_string())).await?;
    Ok(made(proposed))
}

/// A proposal of the caller's that waits for the board.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnProposal {
    proposal: Uuid,
}

/// Takes back the caller's own proposal before the board has decided.
#[utoipa::path(post, path = "/api/exams/{exam}/committee/withdrawals", tag = "examiners",
    request_body = OwnProposal, params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "decided")))]
async fn withdraw_one(
    Path(id): Path<ExamId>,
    header: ActHeader,
    ApiJson(own): ApiJson<OwnProposal>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    withdraw_proposal(&mut act, id, own.proposal).await?;
    let entry = Entry::new("committee.withdraw_proposal", "committee_proposal", own.proposal);
    act.commit(entry).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Appoints what was proposed, as the board has decided.
#[utoipa::path(post, path = "/api/exams/{exam}/committee/appointments", tag = "examiners",
    request_body = Appointment, params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 201, body = Made),
        (status = 409, body = Problem, description = "same-person, declined, third-must-be-external, protocol-closed, no-dispute, and what the rule committee refuses")))]
async fn appoint_one(
    Path(id): Path<ExamId>,
    header: ActHeader,
    ApiJson(decision): ApiJson<Appointment>,
) -> Result<(StatusCode, Json<Made>)> {
    let mut act = header.act().await?;
    let committee = appoint(&mut act, id, &decision).await?;
    let entry = Entry::new("committee.appoint", "committee", committee.0);
    act.commit(entry.fact("exam", id.to_string())).await?;
    Ok(made(committee.0))
}

/// Calls a third examiner into a committee of an appeal, as the board has decided.
#[utoipa::path(post, path = "/api/committees/{committee}/third", tag = "examiners",
    request_body = CallIn, params(("committee" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn call_in_one(
    Path(id): Path<CommitteeId>,
    header: ActHeader,
    ApiJson(wanted): ApiJson<CallIn>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    call_in(&mut act, id, &wanted).await?;
    act.commit(Entry::new("committee.call_in", "committee", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What one is asked.
#[derive(Serialize, ToSchema)]
struct RequestItem {
    proposal: Uuid,
    exam: ExamId,
    /// Whether one is called in because two disagree.
    third: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
    accepted: Option<bool>,
    /// Whether the board has given one the seat.
    appointed: bool,
}

/// What the caller is asked as examiner, the latest first.
#[utoipa::path(get, path = "/api/examining/requests", tag = "examiners",
    responses((status = 200, body = Vec<RequestItem>)))]
async fn my_requests(signed: Signed) -> Result<Json<Vec<RequestItem>>> {
    let mut conn = signed.read().await?;
    let asked = store::requests(&mut conn, signed.who.person).await?;
    let items = asked.into_iter().map(|one| RequestItem {
        proposal: one.proposal,
        exam: one.exam,
        third: one.third,
        answered_at: one.answered_at,
        accepted: one.accepted,
        appointed: one.appointed,
    });
    Ok(Json(items.collect()))
}

/// Accepts or declines what the caller is asked as examiner.
#[utoipa::path(post, path = "/api/examining/requests/{proposal}", tag = "examiners",
    request_body = RequestAnswer,
    params(("proposal" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "answered, has-answers"),
        (status = 422, body = Problem)))]
async fn answer_one(
    Path(proposal): Path<Uuid>,
    header: ActHeader,
    ApiJson(answer): ApiJson<RequestAnswer>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    let exam = answer_request(&mut act, proposal, &answer).await?;
    let entry = Entry::new("examiner.answer", "exam", exam.0).fact("accepted", answer.accepted);
    act.commit(entry).await?;
    Ok(StatusCode::NO_CONTENT)
}
