//! The same for programs.

use super::case::{Case, State};
use super::decided_api::ToldRead;
use super::outcome_api::EnteredRead;
use super::store::{self, Passage};
use super::{
    Chose, Comment, HANDLERS, Intent, Mark, Matter, Notify, Outcome, REPORTERS, Report, Reporter,
    Represent, RepresentativeKind, SIGNERS, Source, VIEWERS, report_pages,
};
use crate::exclusion;
use crate::explanation::Channel;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{Error, LetterId, MisconductId, RegistrationId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (reporters, handlers) = (Allow::Roles(REPORTERS), Allow::Roles(HANDLERS));
    Routes::default()
        .api(Allow::Roles(VIEWERS), None, routes!(list))
        .api(Allow::Roles(VIEWERS), None, routes!(show))
        .api(reporters, None, routes!(find))
        .api(reporters, Some("misconduct.report"), routes!(report))
        .api(reporters, Some("misconduct.mark"), routes!(mark))
        .api(Allow::Roles(SIGNERS), Some("misconduct.sign"), routes!(sign))
        .api(handlers, Some("misconduct.take"), routes!(take))
        .api(handlers, Some("misconduct.notify"), routes!(notify))
        .api(handlers, Some("misconduct.comment"), routes!(comment))
        .api(handlers, Some("misconduct.represent"), routes!(represent))
        .api(Allow::Student, None, routes!(own))
        .api(Allow::Student, None, routes!(mine))
        .api(Allow::Student, None, routes!(documents))
        .api(Allow::Student, Some("misconduct.comment"), routes!(comment_own))
        .api(Allow::Student, Some("misconduct.represent"), routes!(represent_own))
}

#[derive(Deserialize, IntoParams)]
struct Filter {
    /// One state, e.g. `noticed`.
    #[serde(default)]
    state: String,
    /// From 1; a page holds 100 cases.
    page: Option<u32>,
}

const PAGE_SIZE: u32 = 100;

/// A case in a list.
#[derive(Serialize, ToSchema)]
struct MisconductListed {
    id: MisconductId,
    case_number: String,
    matter: Matter,
    /// Course and term, where it is about an exam.
    about: Option<String>,
    state: State,
}

#[derive(Serialize, ToSchema)]
struct MisconductCases {
    cases: Vec<MisconductListed>,
    total: u32,
}

/// The cases of one's units, without names.
#[utoipa::path(get, path = "/api/misconduct", params(Filter), responses((status = 200, body = MisconductCases)))]
async fn list(signed: Signed, Query(filter): Query<Filter>) -> Result<Json<MisconductCases>> {
    let page = filter.page.unwrap_or(1).max(1);
    let filter = store::Filter {
        state: &filter.state,
        limit: PAGE_SIZE,
        offset: (page - 1).saturating_mul(PAGE_SIZE),
    };
    let mut conn = signed.read().await?;
    let (cases, total) = store::list(&mut conn, (&*signed.who, VIEWERS), filter).await?;
    let cases = cases.into_iter().map(|case| MisconductListed {
        id: case.id,
        case_number: case.case_number,
        matter: case.matter,
        about: case.about,
        state: case.state,
    });
    Ok(Json(MisconductCases { cases: cases.collect(), total }))
}

/// A case with its report.
#[derive(Serialize, ToSchema)]
struct MisconductCase {
    case_number: String,
    student: String,
    /// Whether an exclusion concerns the student; those who work with exclusions say more.
    exclusion: bool,
    #[serde(flatten)]
    report: ReportRead,
    unit: String,
    #[serde(flatten)]
    heard: Heard,
    /// What somebody has entered of an appeal's outcome, and nobody has controlled yet.
    entered: Option<EnteredRead>,
    /// The institutions outside the register that are told by letter.
    told: Vec<ToldRead>,
}

/// What the report says.
#[derive(Serialize, ToSchema)]
struct ReportRead {
    state: State,
    matter: Matter,
    source: Source,
    candidate_number: Option<u32>,
    #[schema(value_type = String, format = Date)]
    reported_on: Date,
    observed: String,
    reporters: Vec<Reporter>,
    passages: Vec<Passage>,
    #[schema(value_type = Option<String>, format = Date)]
    told_on: Option<Date>,
    chose: Option<Chose>,
}

/// The notice, and what the student has said to it.
#[derive(Serialize, ToSchema)]
struct Heard {
    #[schema(value_type = Option<String>, format = Date)]
    comment_by: Option<Date>,
    legal_basis: Option<String>,
    notice: Option<LetterId>,
    comments: Vec<CommentRead>,
    representative: Option<RepresentativeRead>,
    decision: Option<DecisionRead>,
    #[schema(value_type = Option<String>, format = Date)]
    appealed_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    forwarded_on: Option<Date>,
    /// The outcome, once two persons stand for it.
    outcome: Option<Outcome>,
}

/// What the board decided.
#[derive(Serialize, ToSchema)]
struct DecisionRead {
    #[schema(value_type = String, format = Date)]
    decided_on: Date,
    found: bool,
    intent: Option<Intent>,
    annulled: bool,
    /// Whether false documents are kept.
    confiscated: bool,
    legal_basis: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    grounds: String,
    letter: LetterId,
}

#[derive(Serialize, ToSchema)]
struct CommentRead {
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    comment: String,
}

#[derive(Serialize, ToSchema)]
struct RepresentativeRead {
    kind: RepresentativeKind,
    name: String,
    contact: String,
}

impl ReportRead {
    fn of(case: &Case) -> Self {
        Self {
            state: case.state,
            matter: case.matter,
            source: case.source,
            candidate_number: case.exam.as_ref().and_then(|exam| exam.candidate_number),
            reported_on: case.reported_on,
            observed: case.observed.clone(),
            reporters: case.reporters.clone(),
            passages: case.passages.clone(),
            told_on: case.told_on,
            chose: case.chose,
        }
    }
}

impl Heard {
    fn of(case: &Case) -> Self {
        let comments = case
            .comments
            .iter()
            .map(|one| CommentRead { received_on: one.received_on, comment: one.comment.clone() });
        let representative = case.representative.as_ref().map(|one| RepresentativeRead {
            kind: one.kind,
            name: one.name.clone(),
            contact: one.contact.clone(),
        });
        Self {
            comment_by: case.notice.as_ref().map(|notice| notice.comment_by),
            legal_basis: case.notice.as_ref().and_then(|notice| notice.legal_basis.clone()),
            notice: case.notice.as_ref().map(|notice| notice.letter),
            comments: comments.collect(),
            representative,
            decision: case.decision.as_ref().map(|one| DecisionRead {
                decided_on: one.decided_on,
                found: one.found,
                intent: one.intent,
                annulled: one.annulled,
                confiscated: one.confiscated,
                legal_basis: one.legal_basis.clone(),
                from: one.period.map(|(from, _)| from),
                to: one.period.map(|(_, to)| to),
                grounds: one.grounds.clone(),
                letter: one.letter,
            }),
            appealed_on: case.appeal.as_ref().map(|appeal| appeal.received_on),
            forwarded_on: case.appeal.as_ref().and_then(|appeal| appeal.forwarded_on),
            outcome: case
                .appeal
                .as_ref()
                .and_then(|appeal| appeal.settled.as_ref())
                .map(|settled| settled.outcome),
        }
    }
}

/// One case of one's units. The look is noted.
#[utoipa::path(get, path = "/api/misconduct/{misconduct}", responses((status = 200, body = MisconductCase)))]
async fn show(signed: Signed, Path(id): Path<MisconductId>) -> Result<Json<MisconductCase>> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    signed.who.require(VIEWERS, &case.place)?;
    if case.person == signed.who.person {
        return Err(Error::NotFound);
    }
    signed.look(case.person, "misconduct").await?;
    Ok(Json(MisconductCase {
        case_number: case.case_number.clone(),
        student: case.student.shown(signed.who.language),
        exclusion: exclusion::warning(&signed, case.person).await?.is_some(),
        unit: case.unit_name.get(signed.who.language).to_owned(),
        report: ReportRead::of(&case),
        heard: Heard::of(&case),
        entered: case.entered().map(EnteredRead::of),
        told: case.told.iter().map(ToldRead::of).collect(),
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindExams {
    student_number: String,
}

#[derive(Serialize, ToSchema)]
struct ExamsFound {
    student: Option<String>,
    /// Whether an exclusion concerns the student; those who work with exclusions say more.
    exclusion: bool,
    exams: Vec<ExamFound>,
}

#[derive(Serialize, ToSchema)]
struct ExamFound {
    registration: RegistrationId,
    about: String,
    candidate_number: Option<i32>,
}

/// The exams of the student with this number at one's units. The look is noted.
#[utoipa::path(post, path = "/api/misconduct/find", request_body = FindExams, responses((status = 200, body = ExamsFound)))]
async fn find(signed: Signed, ApiJson(body): ApiJson<FindExams>) -> Result<Json<ExamsFound>> {
    let found = report_pages::found(&signed, body.student_number.trim()).await?;
    let student = found.first().map(|one| one.name.shown(signed.who.language));
    let exclusion = match found.first() {
        Some(first) => exclusion::warning(&signed, first.person).await?.is_some(),
        None => false,
    };
    let exams = found.into_iter().map(|one| ExamFound {
        registration: one.registration,
        about: one.about,
        candidate_number: one.candidate_number,
    });
    Ok(Json(ExamsFound { student, exclusion, exams: exams.collect() }))
}

#[derive(Serialize, ToSchema)]
struct MisconductMade {
    id: MisconductId,
}

/// Takes a report down.
#[utoipa::path(post, path = "/api/misconduct", request_body = Report, responses(
    (status = 200, body = MisconductMade),
    (status = 409, body = Problem, description = "already-reported, own-case, not-in-rule-set, warning-missing, removal-and-warning-missing"),
    (status = 422, body = Problem),
))]
async fn report(call: ActHeader, ApiJson(body): ApiJson<Report>) -> Result<Json<MisconductMade>> {
    let mut act = call.act().await?;
    let id = super::report(&mut act, body).await?;
    act.commit(Entry::new("misconduct.report", "misconduct", id.0)).await?;
    Ok(Json(MisconductMade { id }))
}

/// Marks a passage of the answer.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/passages", request_body = Mark, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"), (status = 422, body = Problem),
))]
async fn mark(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Mark>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::mark(&mut act, id, body).await?;
    act.commit(Entry::new("misconduct.mark", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs the report for the unit and sends it.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/signature", responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state, same-person"),
))]
async fn sign(Path(id): Path<MisconductId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::sign(&mut act, id).await?;
    act.commit(Entry::new("misconduct.sign", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the case up.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/handling", responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"),
))]
async fn take(Path(id): Path<MisconductId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::take(&mut act, id).await?;
    act.commit(Entry::new("misconduct.take", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends the advance notice.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/notice", request_body = Notify, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"), (status = 422, body = Problem),
))]
async fn notify(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Notify>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let comment_by = body.comment_by.to_string();
    super::notify(&mut act, id, body).await?;
    let entry = Entry::new("misconduct.notify", "misconduct", id.0);
    act.commit(entry.fact("comment_by", comment_by)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps a comment that came on paper or by mail.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/comments", request_body = Comment, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"), (status = 422, body = Problem),
))]
async fn comment(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Comment>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::comment(&mut act, id, body).await?;
    act.commit(Entry::new("misconduct.comment", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Enters who assists the student.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/representative", request_body = Represent, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"), (status = 422, body = Problem),
))]
async fn represent(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Represent>,
) -> Result<StatusCode> {
    represented(id, call, body).await
}

async fn represented(id: MisconductId, call: ActHeader, body: Represent) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::represent(&mut act, id, body).await?;
    act.commit(Entry::new("misconduct.represent", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A case of the caller's own.
#[derive(Serialize, ToSchema)]
struct OwnMisconduct {
    id: MisconductId,
    case_number: String,
    matter: Matter,
    about: Option<String>,
    state: State,
}

/// The cases that the caller has been written to about.
#[utoipa::path(get, path = "/api/my/misconduct", responses((status = 200, body = Vec<OwnMisconduct>)))]
async fn own(signed: Signed) -> Result<Json<Vec<OwnMisconduct>>> {
    let mut conn = signed.read().await?;
    let cases = store::of_student(&mut conn, signed.who.person).await?;
    let cases = cases.into_iter().map(|case| OwnMisconduct {
        id: case.id,
        case_number: case.case_number,
        matter: case.matter,
        about: case.about,
        state: case.state,
    });
    Ok(Json(cases.collect()))
}

/// The caller's own case as it stands.
#[derive(Serialize, ToSchema)]
struct MyMisconduct {
    case_number: String,
    state: State,
    /// Until when the decision can be appealed against.
    #[schema(value_type = Option<String>, format = Date)]
    appeal_by: Option<Date>,
    #[serde(flatten)]
    heard: Heard,
}

/// The caller's own case.
#[utoipa::path(get, path = "/api/my/misconduct/{misconduct}", responses((status = 200, body = MyMisconduct)))]
async fn mine(signed: Signed, Path(id): Path<MisconductId>) -> Result<Json<MyMisconduct>> {
    let case = super::pages::own_case(&signed, id).await?;
    let deadline = super::pages::appeal_by(&signed, id).await?;
    Ok(Json(MyMisconduct {
        appeal_by: deadline.and_then(|deadline| deadline.due_on),
        case_number: case.case_number.clone(),
        state: case.state,
        heard: Heard::of(&case),
    }))
}

/// The documents of the caller's own case.
#[utoipa::path(get, path = "/api/my/misconduct/{misconduct}/documents", responses((status = 200, body = ReportRead)))]
async fn documents(signed: Signed, Path(id): Path<MisconductId>) -> Result<Json<ReportRead>> {
    let case = super::pages::own_case(&signed, id).await?;
    Ok(Json(ReportRead::of(&case)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnComment {
    comment: String,
}

/// Comments on the notice in the caller's own case.
#[utoipa::path(post, path = "/api/my/misconduct/{misconduct}/comments", request_body = OwnComment, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"), (status = 422, body = Problem),
))]
async fn comment_own(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<OwnComment>,
) -> Result<StatusCode> {
    super::pages::own_case(&call.signed, id).await?;
    let mut act = call.act().await?;
    let (received_on, channel) = (act.today(), Channel::SelfService);
    let new = Comment { comment: body.comment, received_on, channel };
    super::comment(&mut act, id, new).await?;
    act.commit(Entry::new("misconduct.comment", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Enters who assists the caller.
#[utoipa::path(post, path = "/api/my/misconduct/{misconduct}/representative", request_body = Represent, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"), (status = 422, body = Problem),
))]
async fn represent_own(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Represent>,
) -> Result<StatusCode> {
    super::pages::own_case(&call.signed, id).await?;
    represented(id, call, body).await
}
