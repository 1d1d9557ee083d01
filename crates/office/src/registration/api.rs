//! Registrations for programs.

use super::on_behalf_pages::{change_for_student, for_student, signed_up, withdraw_student};
use super::pages::{OpenExam, open_exams};
use super::store::{self, Status};
use super::{
    DISPENSERS, ON_BEHALF, SignUp, Until, change_language, dispense, refused, sign_up, withdraw,
};
use crate::catalogue;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{ExamId, RegistrationId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use rules::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .api(Allow::Student, None, routes!(mine))
        .api(Allow::Student, Some("registration.sign_up"), routes!(sign_up_myself))
        .api(Allow::SignedIn, Some("registration.withdraw"), routes!(withdraw_one))
        .api(Allow::SignedIn, Some("registration.change_language"), routes!(change_one))
        .api(Allow::Roles(ON_BEHALF), Some("registration.sign_up"), routes!(sign_up_student))
        .api(Allow::Roles(ON_BEHALF), Some("registration.withdraw"), routes!(withdraw_of_student))
        .api(
            Allow::Roles(ON_BEHALF),
            Some("registration.change_language"),
            routes!(change_of_student),
        )
        .api(Allow::Student, None, routes!(open))
        .api(Allow::Roles(DISPENSERS), Some("registration.dispense"), routes!(dispense_one))
}

/// One of my registrations.
#[derive(Serialize, ToSchema)]
struct Mine {
    /// The registration.
    id: RegistrationId,
    /// The exam.
    exam: ExamId,
    /// The course code.
    code: String,
    /// The term.
    term: String,
    /// Why the sitting is held: `ordinary`, `deferred`, `resit` or `early`.
    #[schema(value_type = String)]
    kind: rules::SittingKind,
    /// `registered`, `withdrawn` or `removed`.
    #[schema(value_type = String)]
    status: Status,
    /// The language form wished for.
    #[schema(value_type = String)]
    language: Language,
    /// The candidate number, once it is drawn.
    candidate_number: Option<i32>,
    /// The last day to withdraw, where a rule sets one.
    #[schema(value_type = Option<String>)]
    withdrawal_deadline: Option<jiff::civil::Date>,
    /// Why that day.
    #[schema(value_type = Vec<Object>)]
    because: Vec<rules::Reason>,
    /// The last day to change the language form, where a rule sets one.
    #[schema(value_type = Option<String>, format = Date)]
    change_deadline: Option<jiff::civil::Date>,
    /// Why that day.
    #[schema(value_type = Vec<Object>)]
    change_because: Vec<rules::Reason>,
    /// The last day to sign up, and so to take a withdrawal back, where a rule sets one.
    #[schema(value_type = Option<String>, format = Date)]
    signup_deadline: Option<jiff::civil::Date>,
    /// Whether one who withdraws now could sign up again today.
    may_sign_up_again: bool,
    /// When the answer was received.
    #[schema(value_type = Option<String>, format = DateTime)]
    delivered_at: Option<jiff::Timestamp>,
    /// The last moment to hand in, of what is handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    hand_in_until: Option<jiff::Timestamp>,
}

/// Lists my own registrations.
#[utoipa::path(get, path = "/api/my/registrations", tag = "registration",
    responses((status = 200, body = Vec<Mine>)))]
async fn mine(signed: Signed) -> Result<Json<Vec<Mine>>> {
    let mut conn = signed.read().await?;
    let mut answer = Vec::new();
    for own in store::of_person(&mut conn, signed.who.person).await? {
        let Some(exam) = catalogue::store::exam(&mut conn, own.exam).await? else { continue };
        let until = Until::withdrawal(&signed.node, &exam, signed.today())?;
        let change = Until::change(&signed.node, &exam, signed.today())?;
        let signup = Until::signup(&signed.node, &exam, signed.today())?;
        let handed_in = catalogue::when::is_handed_in(exam.form);
        let hand_in_until = exam.hand_in_until().filter(|_| handed_in);
        answer.push(Mine {
            id: own.id,
            exam: own.exam,
            code: exam.code,
            term: exam.term.to_string(),
            kind: exam.kind,
            status: own.status,
            language: own.language,
            candidate_number: own.candidate_number,
            withdrawal_deadline: until.day,
            because: until.because,
            signup_deadline: signup.day,
            may_sign_up_again: signup.open,
            delivered_at: own.delivered_at,
            hand_in_until,
            change_deadline: change.day,
            change_because: change.because,
        });
    }
    Ok(Json(answer))
}

#[derive(Deserialize, IntoParams)]
struct Search {
    /// A part of the course code or of its name.
    #[serde(default)]
    q: String,
}

/// An exam that I can sign up for.
#[derive(Serialize, ToSchema)]
struct OpenExamItem {
    /// The exam.
    exam: ExamId,
    /// The course code.
    code: String,
    /// The name of the course in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: rules::Text,
    /// The term.
    term: String,
    /// Why the sitting is held: `ordinary`, `deferred`, `resit` or `early`.
    #[schema(value_type = String)]
    kind: rules::SittingKind,
    /// The day; of what is handed in (home exam, term paper, portfolio, project, thesis) the last
    /// day to hand in. Not planned if absent.
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<jiff::civil::Date>,
    /// The last day to sign up, where a rule sets one.
    #[schema(value_type = Option<String>, format = Date)]
    signup_deadline: Option<jiff::civil::Date>,
    /// Why that day.
    #[schema(value_type = Vec<Object>)]
    because: Vec<rules::Reason>,
}

/// Lists the exams of this term and the next that I can sign up for; at most 200.
#[utoipa::path(get, path = "/api/my/exams", tag = "registration", params(Search),
    responses((status = 200, body = Vec<OpenExamItem>)))]
async fn open(signed: Signed, Query(search): Query<Search>) -> Result<Json<Vec<OpenExamItem>>> {
    let item = |OpenExam { exam, until }: OpenExam| OpenExamItem {
        exam: exam.id,
        code: exam.code,
        name: exam.name,
        term: exam.term.to_string(),
        kind: exam.kind,
        date: exam.date,
        signup_deadline: until.day,
        because: until.because,
    };
    Ok(Json(open_exams(&signed, search.q.trim()).await?.into_iter().map(item).collect()))
}

/// A wish to sit an exam.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// The exam.
    exam: ExamId,
    /// The language form of the paper: `nb`, `nn` or `en`.
    #[schema(value_type = String)]
    language: Language,
}

/// A registration that was made.
#[derive(Serialize, ToSchema)]
struct Registered {
    /// The registration.
    id: RegistrationId,
}

/// Signs me up for an exam.
#[utoipa::path(post, path = "/api/my/registrations", tag = "registration", request_body = Wish,
    responses((status = 201, body = Registered), (status = 409, body = Problem)))]
async fn sign_up_myself(
    header: ActHeader,
    ApiJson(wish): ApiJson<Wish>,
) -> Result<(StatusCode, Json<Registered>)> {
    let mut act = header.act().await?;
    let person = act.person()?;
    let command = SignUp { exam: wish.exam, person, language: wish.language };
    let id = match sign_up(&mut act, command).await {
        Ok(id) => id,
        Err(error) => {
            drop(act);
            return Err(refused::noted(&header.signed, command, error).await);
        }
    };
    act.commit(Entry::new("registration.sign_up", "registration", id.0)).await?;
    Ok((StatusCode::CREATED, Json(Registered { id })))
}

/// Withdraws a registration: one's own, or as an officer on the student's behalf.
#[utoipa::path(post, path = "/api/registrations/{registration}/withdrawal", tag = "registration",
    params(("registration" = RegistrationId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn withdraw_one(header: ActHeader, Path(id): Path<RegistrationId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("registration.withdraw", "registration", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A student who is signed up by an officer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StudentWish {
    /// The student number.
    student_number: String,
    /// The language form of the paper: `nb`, `nn` or `en`.
    #[schema(value_type = String)]
    language: Language,
    /// After the deadline: the number of the case in which it was decided.
    #[serde(default)]
    case_ref: String,
}

/// Signs a student up on the student's behalf.
#[utoipa::path(post, path = "/api/exams/{exam}/registrations", tag = "registration",
    request_body = StudentWish, params(("exam" = ExamId, Path)),
    responses((status = 201, body = Registered), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn sign_up_student(
    header: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(wish): ApiJson<StudentWish>,
) -> Result<(StatusCode, Json<Registered>)> {
    catalogue::exam_for(&header.signed, exam, ON_BEHALF).await?;
    let mut act = header.act().await?;
    let StudentWish { student_number, language, case_ref } = wish;
    let id = for_student(&mut act, exam, &student_number, language, &case_ref).await?;
    act.commit(signed_up(id, &case_ref)).await?;
    Ok((StatusCode::CREATED, Json(Registered { id })))
}

/// A student who is withdrawn by an officer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StudentWithdrawal {
    /// The student number.
    student_number: String,
}

/// Withdraws a student from an exam on the student's behalf.
#[utoipa::path(post, path = "/api/exams/{exam}/registrations/withdrawal", tag = "registration",
    request_body = StudentWithdrawal, params(("exam" = ExamId, Path)),
    responses((status = 200, body = Registered), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn withdraw_of_student(
    header: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(of): ApiJson<StudentWithdrawal>,
) -> Result<Json<Registered>> {
    catalogue::exam_for(&header.signed, exam, ON_BEHALF).await?;
    let mut act = header.act().await?;
    let id = withdraw_student(&mut act, exam, &of.student_number).await?;
    act.commit(Entry::new("registration.withdraw", "registration", id.0)).await?;
    Ok(Json(Registered { id }))
}

/// Changes the language form that a student wishes for, on the student's behalf.
#[utoipa::path(post, path = "/api/exams/{exam}/registrations/language", tag = "registration",
    request_body = StudentWish, params(("exam" = ExamId, Path)),
    responses((status = 200, body = Registered), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn change_of_student(
    header: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(wish): ApiJson<StudentWish>,
) -> Result<Json<Registered>> {
    catalogue::exam_for(&header.signed, exam, ON_BEHALF).await?;
    let mut act = header.act().await?;
    let id = change_for_student(&mut act, exam, &wish.student_number, wish.language).await?;
    act.commit(Entry::new("registration.change_language", "registration", id.0)).await?;
    Ok(Json(Registered { id }))
}

/// Another language form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OtherLanguage {
    /// The language form of the paper: `nb`, `nn` or `en`.
    #[schema(value_type = String)]
    language: Language,
}

/// Changes the language form of a registration: one's own, or on the student's behalf.
#[utoipa::path(post, path = "/api/registrations/{registration}/language", tag = "registration",
    request_body = OtherLanguage, params(("registration" = RegistrationId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn change_one(
    header: ActHeader,
    Path(id): Path<RegistrationId>,
    ApiJson(other): ApiJson<OtherLanguage>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    change_language(&mut act, id, other.language).await?;
    act.commit(Entry::new("registration.change_language", "registration", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A further attempt that the education committee has granted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Dispensation {
    /// The student number.
    student_number: String,
    /// The number of the committee's case.
    case_ref: String,
}

/// Records a further attempt at the course of an exam.
#[utoipa::path(post, path = "/api/exams/{exam}/dispensations", tag = "registration",
    request_body = Dispensation, params(("exam" = ExamId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn dispense_one(
    header: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(granted): ApiJson<Dispensation>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    let id = dispense(&mut act, exam, &granted.student_number, &granted.case_ref).await?;
    let entry = Entry::new("registration.dispense", "dispensation", id);
    act.commit(entry.fact("exam", exam.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}
