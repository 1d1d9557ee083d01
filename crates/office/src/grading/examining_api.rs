//! The examiner's work for programs: the committees one sits in, and grading by candidate number.

use super::api::{Made, made};
use super::examining_pages::{self, Line, PAGE_SIZE, lines};
use super::{
    GivenGrade, GradeState, Panel, give_standpoints, record_agreement, sign_agreement, store,
};
use crate::examiners::CommitteeKind;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{CommitteeId, DocumentId, ExamId, Result, papers};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::{Grade, Language, Reason};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let me = Allow::Examiner;
    Routes::default()
        .api(me, None, routes!(mine))
        .api(me, None, routes!(work))
        .api(me, None, routes!(answer))
        .api(me, None, routes!(guides))
        .api(me, None, routes!(guide))
        .api(me, Some("standpoint.give"), routes!(give))
        .api(me, Some("agreement.record"), routes!(agree))
        .api(me, Some("agreement.sign"), routes!(sign_agreed))
}

/// A committee one sits in.
#[derive(Serialize, ToSchema)]
struct SeatItem {
    committee: CommitteeId,
    exam: ExamId,
    kind: CommitteeKind,
    #[schema(value_type = Option<String>)]
    due_on: Option<Date>,
    answers: i64,
    given: i64,
    sealed: bool,
    signed: bool,
    /// Whether one has got the answers.
    has_answers: bool,
    /// Whether the appeal that it is for has been withdrawn: then there is nothing more to do.
    withdrawn: bool,
}

/// The committees one sits in, the most urgent first.
#[utoipa::path(get, path = "/api/examining", tag = "grading",
    responses((status = 200, body = Vec<SeatItem>)))]
async fn mine(signed: Signed) -> Result<Json<Vec<SeatItem>>> {
    let mut conn = signed.read().await?;
    let seats = store::seats_of(&mut conn, signed.who.person).await?;
    let item = |seat: store::SeatRow| SeatItem {
        committee: seat.committee,
        exam: seat.exam,
        kind: seat.kind,
        due_on: seat.due_on,
        answers: seat.answers,
        given: seat.given,
        sealed: seat.sealed,
        signed: seat.signed,
        has_answers: seat.has_answers,
        withdrawn: seat.withdrawn,
    };
    Ok(Json(seats.into_iter().map(item).collect()))
}

/// A file of an answer, or of the package of an appeal.
#[derive(Serialize, ToSchema)]
struct AnswerFileItem {
    file: Uuid,
    /// `answer`; in an appeal also `paper`, `guide` and `new_protocol`.
    kind: String,
    /// The language form of a paper or guide.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
}

/// What three disagreeing examiners have agreed on.
#[derive(Serialize, ToSchema)]
struct AgreementItem {
    #[schema(value_type = String)]
    grade: Grade,
    /// By how many it is signed.
    signatures: usize,
    /// Whether by the caller.
    signed: bool,
}

/// A candidate, by number.
#[derive(Serialize, ToSchema)]
struct AnswerToGrade {
    number: String,
    /// Only in a course that is the exception from blind grading.
    name: Option<String>,
    /// None where the answer is on paper.
    files: Vec<AnswerFileItem>,
    /// One's own standpoint.
    #[schema(value_type = Option<String>)]
    mine: Option<Grade>,
    /// The others', once both stand.
    #[schema(value_type = Vec<String>)]
    others: Vec<Grade>,
    /// `waiting`, `set`, `third-examiner`, `agreement` or `refused`.
    state: &'static str,
    /// The grade that is set.
    #[schema(value_type = Option<String>)]
    grade: Option<Grade>,
    agreement: Option<AgreementItem>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

impl From<Line> for AnswerToGrade {
    fn from(line: Line) -> Self {
        let file = |file: store::AnswerFile| AnswerFileItem {
            file: file.file,
            kind: file.kind,
            language: file.language,
        };
        let agreed = |(grade, signatures, signed)| AgreementItem { grade, signatures, signed };
        Self {
            number: line.number,
            name: line.name,
            files: line.files.into_iter().map(file).collect(),
            mine: line.mine,
            others: line.others.into_iter().filter_map(|(_, grade)| grade).collect(),
            state: word(&line.state),
            grade: line.state.grade(),
            agreement: line.agreed.map(agreed),
            because: line.state.because().to_vec(),
        }
    }
}

/// A page of the candidates that one grades.
#[derive(Serialize, ToSchema)]
struct AnswerList {
    answers: Vec<AnswerToGrade>,
    /// How many there are in all.
    total: u32,
}

#[derive(Deserialize, IntoParams)]
struct AnswerFilter {
    /// From 1; a page holds 200 candidates.
    page: Option<u32>,
}

/// The candidates that one grades in a committee, by number, with where their answers are. Where
/// the course is graded by name, noted as a look at each on the page.
#[utoipa::path(get, path = "/api/examining/{committee}", tag = "grading",
    params(("committee" = Uuid, Path), AnswerFilter),
    responses((status = 200, body = AnswerList), (status = 404, body = Problem)))]
async fn work(
    signed: Signed,
    Path(id): Path<CommitteeId>,
    Query(filter): Query<AnswerFilter>,
) -> Result<Json<AnswerList>> {
    let mut conn = signed.read().await?;
    let panel = Panel::load(&mut conn, id).await?;
    let me = panel.require_seat(&signed.who)?;
    let mut candidates = panel.candidates(&mut conn).await?;
    candidates.retain(|one| one.is_shown_to(&panel, me));
    let offset = (filter.page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE);
    let shown = candidates.iter().skip(offset as usize).take(PAGE_SIZE as usize);
    let lines = lines(&mut conn, &signed, &panel, me, &shown.collect::<Vec<_>>()).await?;
    let total = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    Ok(Json(AnswerList { answers: lines.into_iter().map(Into::into).collect(), total }))
}

const fn word(state: &GradeState) -> &'static str {
    match state {
        GradeState::Set(..) => "set",
        GradeState::NeedsThird(_) => "third-examiner",
        GradeState::NeedsAgreement(_) => "agreement",
        GradeState::Refused(..) => "refused",
        GradeState::NotSat(_) | GradeState::Unaccounted | GradeState::Waiting => "waiting",
    }
}

/// A paper or grading guide that one grades by.
#[derive(Serialize, ToSchema)]
struct GuideItem {
    document: DocumentId,
    /// `paper` or `guide`.
    #[schema(value_type = String)]
    kind: papers::Kind,
    #[schema(value_type = String)]
    language: Language,
}

/// The papers and grading guides for an ordinary committee that has got its answers; the committee
/// of an appeal finds them in its package.
#[utoipa::path(get, path = "/api/examining/{committee}/documents", tag = "grading",
    params(("committee" = Uuid, Path)),
    responses((status = 200, body = Vec<GuideItem>), (status = 404, body = Problem)))]
async fn guides(signed: Signed, Path(id): Path<CommitteeId>) -> Result<Json<Vec<GuideItem>>> {
    let item = |one: papers::store::Document| GuideItem {
        document: one.id,
        kind: one.kind,
        language: one.language,
    };
    let found = examining_pages::documents_of(&signed, id).await?;
    Ok(Json(found.into_iter().map(item).collect()))
}

/// A paper or a grading guide, for who grades by it.
#[utoipa::path(get, path = "/api/examining/{committee}/documents/{document}", tag = "grading",
    params(("committee" = Uuid, Path), ("document" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn guide(signed: Signed, path: Path<(CommitteeId, DocumentId)>) -> Result<Response> {
    examining_pages::document(signed, path).await
}

/// A file of an answer, under its number and nothing else.
#[utoipa::path(get, path = "/api/examining/{committee}/answers/{number}/{file}", tag = "grading",
    params(("committee" = Uuid, Path), ("number" = String, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn answer(signed: Signed, path: Path<(CommitteeId, String, Uuid)>) -> Result<Response> {
    examining_pages::answer(signed, path).await
}

/// How many standpoints were recorded.
#[derive(Serialize, ToSchema)]
struct StandpointsRecorded {
    recorded: usize,
}

/// Records one's own standpoints.
#[utoipa::path(post, path = "/api/examining/{committee}/standpoints", tag = "grading",
    request_body = Vec<GivenGrade>,
    params(("committee" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 200, body = StandpointsRecorded), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn give(
    Path(id): Path<CommitteeId>,
    header: ActHeader,
    ApiJson(given): ApiJson<Vec<GivenGrade>>,
) -> Result<Json<StandpointsRecorded>> {
    let mut act = header.act().await?;
    let recorded = give_standpoints(&mut act, id, &given).await?;
    act.commit(Entry::new("standpoint.give", "committee", id.0).fact("count", recorded)).await?;
    Ok(Json(StandpointsRecorded { recorded }))
}

/// Records the grade that three disagreeing examiners have agreed on.
#[utoipa::path(post, path = "/api/examining/{committee}/agreements", tag = "grading",
    request_body = GivenGrade,
    params(("committee" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 201, body = Made), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn agree(
    Path(id): Path<CommitteeId>,
    header: ActHeader,
    ApiJson(agreed): ApiJson<GivenGrade>,
) -> Result<(StatusCode, Json<Made>)> {
    let mut act = header.act().await?;
    let made_id = record_agreement(&mut act, id, &agreed.number, &agreed.grade).await?;
    let entry = Entry::new("agreement.record", "committee", id.0);
    act.commit(entry.fact("agreement", made_id.to_string())).await?;
    Ok(made(made_id))
}

/// Signs the agreement on one candidate's grade.
#[utoipa::path(post, path = "/api/examining/{committee}/agreements/{number}/signatures",
    tag = "grading",
    params(("committee" = Uuid, Path), ("number" = String, Path),
        ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 409, body = Problem)))]
async fn sign_agreed(
    Path((id, number)): Path<(CommitteeId, String)>,
    header: ActHeader,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    let agreement = sign_agreement(&mut act, id, &number, None).await?;
    let entry = Entry::new("agreement.sign", "committee", id.0);
    act.commit(entry.fact("agreement", agreement.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}
