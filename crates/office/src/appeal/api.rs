//! The same for programs.

use super::case::{Case, CaseCommittee};
use super::pages::AgainstRefusal;
use super::tasks::next_step;
use super::{Appoint, DecideLate, HANDLERS, Lodge, Settled, State, VIEWERS};
use crate::access::Role;
use crate::calendar::Deadline;
use crate::examiners::CommitteeKind;
use crate::exclusion;
use crate::explanation::incoming::Incoming;
use crate::explanation::lists_api::{GradesOfStudent, OfStudent, grades_of};
use crate::explanation::{Channel, STAFF};
use crate::grading::{self, Owes};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{AppealId, CommitteeId, Error, PackageId, PersonId, Result, ResultId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::{Grade, Reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .api(Allow::Student, Some("appeal.lodge"), routes!(lodge_own))
        .api(Allow::Student, None, routes!(mine))
        .api(Allow::Student, Some("appeal.withdraw"), routes!(withdraw))
        .api(Allow::Roles(STAFF), Some("appeal.lodge"), routes!(register))
        .api(Allow::Roles(VIEWERS), None, routes!(show))
        .api(Allow::Roles(HANDLERS), Some("appeal.decide_late"), routes!(decide_late))
        .api(Allow::Roles(STAFF), Some("appeal.return_diploma"), routes!(return_diploma))
        .api(Allow::Roles(&[Role::BoardSecretary]), Some("appeal.appoint"), routes!(appoint))
        .api(Allow::Roles(HANDLERS), Some("appeal.send"), routes!(send))
        .api(Allow::Roles(HANDLERS), Some("appeal.remind"), routes!(remind))
        .api(Allow::Roles(HANDLERS), Some("appeal.settle"), routes!(settle))
        .api(Allow::Roles(STAFF), None, routes!(find))
        .merge(super::files_api::routes())
        .merge(super::lists_api::routes())
}

#[derive(Serialize, ToSchema)]
struct AppealMade {
    id: AppealId,
}

#[derive(Deserialize, ToSchema)]
struct LodgeOwn {
    /// The grade appealed against.
    result: ResultId,
    /// The student's grounds. Of a late appeal: why it is late, unless `no_reason` is said.
    #[serde(default)]
    grounds: String,
    /// Late: that there is no reason for it to give. It will then most likely be refused.
    #[serde(default)]
    no_reason: bool,
    /// That the grade may go up or down and will be final.
    understood: bool,
    #[serde(default)]
    work_handed_in: bool,
}

/// Appeals against the caller's own grade.
#[utoipa::path(post, path = "/api/my/appeals", request_body = LodgeOwn, responses(
    (status = 200, body = AppealMade),
    (status = 409, body = Problem, description = "already-lodged, superseded, final-grade, not-appealable, work-not-handed-in"),
    (status = 422, body = Problem),
))]
async fn lodge_own(call: ActHeader, ApiJson(body): ApiJson<LodgeOwn>) -> Result<Json<AppealMade>> {
    crate::explanation::pages::own_grade(&call.signed, body.result).await?;
    if !body.understood {
        return Err(Error::field("understood", ui::messages::text("appeal-understand-first", &[])));
    }
    let incoming = Incoming {
        result: body.result,
        received_on: call.signed.today(),
        channel: Channel::SelfService,
        work_handed_in: body.work_handed_in,
    };
    let new = Lodge { no_reason: body.no_reason, ..Lodge::of(incoming, body.grounds) };
    lodged(call, incoming, new).await
}

#[derive(Deserialize, ToSchema)]
struct Register {
    #[serde(flatten)]
    incoming: Incoming,
    /// The student's grounds. Of a late appeal: what is said of why it is late; empty, and told as
    /// such in the case, where nothing is.
    #[serde(default)]
    grounds: String,
}

/// The grades that an appeal on paper may be against. The number stands in the body, since no
/// number of a person stands in an address. Noted as a look at the student.
#[utoipa::path(post, path = "/api/appeals/find", request_body = OfStudent,
    responses((status = 200, body = GradesOfStudent)))]
async fn find(
    signed: Signed,
    ApiJson(student): ApiJson<OfStudent>,
) -> Result<Json<GradesOfStudent>> {
    Ok(Json(grades_of(&signed, &student, "appeal").await?))
}

/// Registers an appeal that came in on paper or by mail.
#[utoipa::path(post, path = "/api/appeals", request_body = Register, responses(
    (status = 200, body = AppealMade),
    (status = 409, body = Problem, description = "already-lodged, superseded, final-grade, not-appealable, work-not-handed-in"),
    (status = 422, body = Problem),
))]
async fn register(call: ActHeader, ApiJson(body): ApiJson<Register>) -> Result<Json<AppealMade>> {
    let new = Lodge::of(body.incoming, body.grounds);
    lodged(call, body.incoming, new).await
}

async fn lodged(call: ActHeader, incoming: Incoming, new: Lodge) -> Result<Json<AppealMade>> {
    let mut act = call.act().await?;
    let id = super::lodge(&mut act, new).await?;
    let entry = Entry::new("appeal.lodge", "appeal", id.0);
    act.commit(incoming.noted(entry, "lodged_on")).await?;
    Ok(Json(AppealMade { id }))
}

/// An appeal.
#[derive(Serialize, ToSchema)]
struct Appeal {
    id: AppealId,
    case_number: String,
    result: ResultId,
    state: State,
    /// Whether nothing more happens in the case.
    finished: bool,
    #[schema(value_type = String, format = Date)]
    lodged_on: Date,
    /// `self_service`, `desk`, `email` or `post`.
    channel: String,
    /// The day an explanation of the grade was asked for, if one was.
    #[schema(value_type = Option<String>, format = Date)]
    explanation_requested_on: Option<Date>,
    /// It came late, and nothing is said of why.
    late_without_reason: bool,
    /// The reasons of the last decision, with their paragraphs.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    /// By when the new grade must be there, while it is awaited.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// Why by then.
    #[schema(value_type = Vec<Object>)]
    due_because: Vec<Reason>,
    /// What must happen before the grade is final.
    needs: Option<String>,
    outcome_grade: Option<String>,
    /// When the outcome was told and the case closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    committees: Vec<Committee>,
    /// Of a refused appeal: the last day to appeal against that, counted from the day of the letter;
    /// for the student herself.
    #[schema(value_type = Option<String>, format = Date)]
    refusal_until: Option<Date>,
    /// Who decides that appeal, in the caller's language.
    refusal_decided_by: Option<String>,
    /// Who entered it; only for those who handle the case.
    registered_by: Option<PersonId>,
    /// The language that the student reads letters in; only for those who handle the case.
    #[schema(value_type = Option<String>)]
    language: Option<rules::Language>,
    /// What happens next; only for those who handle the case, until it is finished.
    next: Option<NextStep>,
    /// The student's name, or that the person is protected; only for those who handle the case.
    student: Option<String>,
    /// Who has sat in a committee that assessed the answer, and may not sit in the next; only for
    /// those who handle the case.
    sat_before: Vec<PersonId>,
    /// Who of the committee at work has something left to do; only for those who handle the case.
    outstanding: Vec<Outstanding>,
    /// Whether an exclusion concerns the student; those who work with exclusions say more. For those
    /// who handle the case.
    exclusion: Option<bool>,
}

/// The next step of a case.
#[derive(Serialize, ToSchema)]
struct NextStep {
    /// What to do, in the caller's language.
    step: String,
    /// The role whose turn it is.
    owner: &'static str,
    /// The last day of the step itself, where it has one.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
}

/// What an examiner of the committee at work has left to do.
#[derive(Serialize, ToSchema)]
struct Outstanding {
    examiner: PersonId,
    owes: Owes,
}

/// A committee of the case, as those who handle it see it.
#[derive(Serialize, ToSchema)]
struct Committee {
    id: CommitteeId,
    kind: CommitteeKind,
    members: Vec<PersonId>,
    package: Option<PackageId>,
    /// The fresh candidate number.
    candidate_number: Option<String>,
    sent: bool,
    /// When the package was sent.
    #[schema(value_type = Option<String>, format = DateTime)]
    sent_at: Option<Timestamp>,
}

impl Appeal {
    /// Without the committees: the student does not see who assesses anew.
    fn of(case: Case, due: Option<Deadline>) -> Self {
        let due = due.filter(|_| case.state.awaits_grade());
        let explanation = case.graded.explanation.as_ref();
        Self {
            late_without_reason: case.late_without_reason(),
            id: case.id,
            case_number: case.case_number,
            result: case.graded.result,
            state: case.state,
            finished: case.state.is_finished(),
            lodged_on: case.lodged_on,
            channel: case.channel,
            explanation_requested_on: explanation.map(|explanation| *explanation.requested),
            because: case.because,
            needs: case.needs,
            outcome_grade: case.outcome_grade,
            decided_at: case.decided_at,
            due_on: due.as_ref().and_then(|due| due.due_on),
            due_because: due.map(|due| due.because).unwrap_or_default(),
            committees: Vec::new(),
            refusal_until: None,
            refusal_decided_by: None,
            registered_by: None,
            language: None,
            next: None,
            student: None,
            sat_before: Vec::new(),
            outstanding: Vec::new(),
            exclusion: None,
        }
    }
}

impl From<CaseCommittee> for Committee {
    fn from(committee: CaseCommittee) -> Self {
        Self {
            id: committee.id,
            kind: committee.kind,
            members: committee.members.iter().map(|member| member.person).collect(),
            package: committee.package.as_ref().map(|package| package.id),
            sent: committee.package.as_ref().is_some_and(|p| p.sent_at.is_some()),
            sent_at: committee.package.as_ref().and_then(|package| package.sent_at),
            candidate_number: committee.package.map(|package| package.candidate_number),
        }
    }
}

/// The caller's own appeal.
#[utoipa::path(get, path = "/api/my/appeals/{appeal}", responses((status = 200, body = Appeal)))]
async fn mine(signed: Signed, Path(id): Path<AppealId>) -> Result<Json<Appeal>> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    if case.is_of(signed.who.person) {
        let due = case.due(&mut conn).await?;
        let against = AgainstRefusal::of(&mut conn, &signed.node, &case).await?;
        let language = signed.who.language;
        Ok(Json(Appeal {
            refusal_until: against.as_ref().map(|against| against.until),
            refusal_decided_by: against.map(|it| it.decided_by.get(language).to_owned()),
            ..Appeal::of(case, due)
        }))
    } else {
        Err(Error::NotFound)
    }
}

/// Withdraws the caller's own appeal.
#[utoipa::path(post, path = "/api/my/appeals/{appeal}/withdraw", responses(
    (status = 204),
    (status = 409, body = Problem, description = "wrong-state"),
))]
async fn withdraw(Path(id): Path<AppealId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::withdraw(&mut act, id).await?;
    act.commit(Entry::new("appeal.withdraw", "appeal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One case, for those who handle it.
#[utoipa::path(get, path = "/api/appeals/{appeal}", responses((status = 200, body = Appeal)))]
async fn show(signed: Signed, Path(id): Path<AppealId>) -> Result<Json<Appeal>> {
    let mut conn = signed.read().await?;
    let mut case = Case::load(&mut conn, id, false).await?;
    case.require_access(&signed.who, VIEWERS)?;
    signed.look(case.graded.person, "appeal").await?;
    let due = case.due(&mut conn).await?;
    let previous = case.previous(&mut conn).await?;
    let student = crate::people::store::person(&mut conn, case.graded.person).await?;
    let outstanding = match case.at_work() {
        Some(committee) => grading::outstanding(&mut conn, committee.id).await?,
        None => Vec::new(),
    };
    let outstanding = outstanding
        .into_iter()
        .map(|(member, owes)| Outstanding { examiner: member.person, owes })
        .collect();
    let committees = std::mem::take(&mut case.committees);
    let language = signed.who.language;
    let today = signed.today();
    let next = next_step(&mut conn, &signed.node, &signed.who, &case.case_number, today).await?;
    let next = next.map(|task| NextStep {
        step: task.step.get(language).to_owned(),
        owner: task.owner.code(),
        due_on: task.due_on,
    });
    Ok(Json(Appeal {
        outstanding,
        exclusion: Some(exclusion::warning(&signed, case.graded.person).await?.is_some()),
        next,
        registered_by: Some(case.registered_by),
        language: student.as_ref().map(|student| student.language),
        student: student.map(|student| student.name.shown(signed.who.language)),
        committees: committees.into_iter().map(Committee::from).collect(),
        sat_before: previous.into_iter().map(|member| member.person).collect(),
        ..Appeal::of(case, due)
    }))
}

#[derive(Deserialize, ToSchema)]
struct LateBody {
    excused: bool,
    /// Why, in the student's language.
    assessment: String,
}

#[derive(Serialize, ToSchema)]
struct NewState {
    state: State,
}

/// Judges why an appeal came late.
#[utoipa::path(post, path = "/api/appeals/{appeal}/late", request_body = LateBody, responses(
    (status = 200, body = NewState),
    (status = 409, body = Problem, description = "wrong-state, too-late"),
    (status = 422, body = Problem),
))]
async fn decide_late(
    Path(appeal): Path<AppealId>,
    call: ActHeader,
    ApiJson(body): ApiJson<LateBody>,
) -> Result<Json<NewState>> {
    let mut act = call.act().await?;
    let decision = DecideLate { appeal, excused: body.excused, assessment: body.assessment };
    let state = super::decide_late(&mut act, decision).await?;
    act.commit(Entry::new("appeal.decide_late", "appeal", appeal.0).fact("state", state.code()))
        .await?;
    Ok(Json(NewState { state }))
}

/// Notes that the diploma has been handed in.
#[utoipa::path(post, path = "/api/appeals/{appeal}/diploma", responses(
    (status = 204),
    (status = 409, body = Problem, description = "wrong-state"),
))]
async fn return_diploma(Path(id): Path<AppealId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::return_diploma(&mut act, id).await?;
    act.commit(Entry::new("appeal.return_diploma", "appeal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
struct AppointBody {
    /// The examiners, in the order of their seats.
    members: Vec<PersonId>,
    #[serde(default)]
    case_ref: String,
}

#[derive(Serialize, ToSchema)]
struct Appointed {
    committee: CommitteeId,
}

/// Appoints the new committee, as the board has decided.
#[utoipa::path(post, path = "/api/appeals/{appeal}/committee", request_body = AppointBody, responses(
    (status = 200, body = Appointed),
    (status = 409, body = Problem, description = "wrong-state, sat-before, too-few, no-external"),
    (status = 422, body = Problem),
))]
async fn appoint(
    Path(appeal): Path<AppealId>,
    call: ActHeader,
    ApiJson(body): ApiJson<AppointBody>,
) -> Result<Json<Appointed>> {
    let mut act = call.act().await?;
    let new = Appoint { appeal, members: body.members, case_ref: body.case_ref };
    let committee = super::appoint(&mut act, new).await?;
    let entry = Entry::new("appeal.appoint", "appeal", appeal.0);
    act.commit(entry.fact("committee", committee.0.to_string())).await?;
    Ok(Json(Appointed { committee }))
}

/// Hands the package over to the committee.
#[utoipa::path(post, path = "/api/appeals/{appeal}/send", responses(
    (status = 204),
    (status = 409, body = Problem, description = "wrong-state, no-package"),
))]
async fn send(Path(id): Path<AppealId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::send(&mut act, id).await?;
    act.commit(Entry::new("appeal.send", "appeal", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many examiners were written to.
#[derive(Serialize, ToSchema)]
struct CommitteeReminded {
    letters: usize,
}

/// Reminds those of the committee at work at once who have something left to do; each day once.
#[utoipa::path(post, path = "/api/appeals/{appeal}/reminders", responses(
    (status = 200, body = CommitteeReminded),
    (status = 404, body = Problem),
    (status = 409, body = Problem, description = "wrong-state, received, reminded, nothing-outstanding"),
))]
async fn remind(Path(id): Path<AppealId>, call: ActHeader) -> Result<Json<CommitteeReminded>> {
    let mut act = call.act().await?;
    let letters = super::remind(&mut act, id).await?;
    act.commit(Entry::new("appeal.remind", "appeal", id.0).fact("letters", letters)).await?;
    Ok(Json(CommitteeReminded { letters }))
}

#[derive(Serialize, ToSchema)]
struct Outcome {
    /// The final grade; none when a further committee must look first.
    #[schema(value_type = Option<String>)]
    grade: Option<Grade>,
}

/// Registers the outcome, once everyone has signed.
#[utoipa::path(post, path = "/api/appeals/{appeal}/outcome", responses(
    (status = 200, body = Outcome),
    (status = 409, body = Problem, description = "wrong-state, not-all-signed, mixed-scales"),
))]
async fn settle(Path(id): Path<AppealId>, call: ActHeader) -> Result<Json<Outcome>> {
    let mut act = call.act().await?;
    let settled = super::settle(&mut act, id).await?;
    let grade = match settled {
        Settled::Final(grade) => Some(grade),
        Settled::Further => None,
    };
    act.commit(Entry::new("appeal.settle", "appeal", id.0).fact("final", grade.is_some())).await?;
    Ok(Json(Outcome { grade }))
}
