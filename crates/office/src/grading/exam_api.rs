//! Where the grading of an exam stands, and reminders, for programs.

use super::protocol_api::ProtocolSteps;
use super::stand::{Stand, stand_of};
use super::{CONTROLLERS, GRADING_VIEWERS, PanelMember, reminder};
use crate::http::{ActHeader, Allow, Problem, Routes, Signed};
use crate::{CommitteeId, ExamId, PersonId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::{Language, Reason, Refusal};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(GRADING_VIEWERS), None, routes!(show)).api(
        Allow::Roles(CONTROLLERS),
        Some("grading.remind"),
        routes!(remind),
    )
}

/// An examiner of the committee at work.
#[derive(Serialize, ToSchema)]
struct ExaminerAtWork {
    examiner: PersonId,
    /// The name, or that the person is protected.
    name: String,
    /// 1 and 2 grade; 3 is called in when they disagree.
    position: i32,
    external: bool,
    /// Whether the answers are handed over.
    has_answers: bool,
    /// Whether the request waits for an answer: without one no answers are handed over.
    asked: bool,
}

impl ExaminerAtWork {
    fn of(member: &PanelMember, stand: &Stand, language: Language) -> Self {
        Self {
            examiner: member.person,
            name: member.name.shown(language),
            position: member.position,
            external: member.external,
            has_answers: member.has_answers,
            asked: stand.not_accepted.iter().any(|one| one.person == member.person),
        }
    }
}

/// Where the grading of an exam stands: numbers of candidates, and no candidate.
#[derive(Serialize, ToSchema)]
struct ExamGrading {
    committee: Option<CommitteeId>,
    examiners: Vec<ExaminerAtWork>,
    /// How many have a grade.
    graded: usize,
    /// How many wait for a standpoint.
    waiting: usize,
    /// On how many the examiners hold different grades.
    disputed: usize,
    /// How many have not sat.
    absent: usize,
    /// How many have neither delivered nor are absent.
    unaccounted: usize,
    /// The last day to announce the results.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    /// Whether that day has passed.
    late: bool,
    /// Whether being late costs the faculty money.
    sanction: bool,
    /// All that keeps the protocol open.
    #[schema(value_type = Vec<Object>)]
    missing: Vec<Refusal>,
    /// Whether examiners wait for the answers of an exam that has been held.
    to_hand_over: bool,
    /// Whether the caller may seal the protocol now.
    sealable: bool,
    /// Whether the caller may show grades ahead of the protocol.
    may_publish: bool,
    /// Since when preliminary grades are shown.
    #[schema(value_type = Option<String>, format = DateTime)]
    preliminary_since: Option<Timestamp>,
    protocols: Vec<ProtocolSteps>,
}

/// Where the grading of an exam stands.
#[utoipa::path(get, path = "/api/exams/{exam}/grading", tag = "grading",
    params(("exam" = Uuid, Path)),
    responses((status = 200, body = ExamGrading), (status = 404, body = Problem)))]
async fn show(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<ExamGrading>> {
    let stand: Stand = stand_of(&signed, id).await?;
    let members = stand.panel.as_ref().map(|panel| panel.members.as_slice()).unwrap_or_default();
    let language = signed.who.language;
    Ok(Json(ExamGrading {
        committee: stand.panel.as_ref().map(|panel| panel.id),
        examiners: members.iter().map(|one| ExaminerAtWork::of(one, &stand, language)).collect(),
        graded: stand.counts.graded,
        waiting: stand.counts.waiting,
        disputed: stand.counts.disputed,
        absent: stand.counts.absent,
        unaccounted: stand.counts.unaccounted,
        due_on: stand.deadline.as_ref().and_then(|deadline| deadline.due_on),
        because: stand.deadline.map(|deadline| deadline.because).unwrap_or_default(),
        late: stand.late,
        sanction: stand.sanction,
        missing: stand.missing,
        to_hand_over: stand.to_hand_over,
        sealable: stand.sealable,
        may_publish: stand.may_publish,
        preliminary_since: stand.preliminary,
        protocols: stand.protocols.iter().map(Into::into).collect(),
    }))
}

/// How many examiners were written to.
#[derive(Serialize, ToSchema)]
struct Reminded {
    letters: usize,
}

/// Reminds those examiners of an exam at once who still have something to do; each day once.
#[utoipa::path(post, path = "/api/exams/{exam}/reminders", tag = "grading",
    params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses(
        (status = 200, body = Reminded),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "received, reminded, nothing-outstanding"),
    ))]
async fn remind(call: ActHeader, Path(id): Path<ExamId>) -> Result<Json<Reminded>> {
    let mut act = call.act().await?;
    let letters = reminder::remind_now(&mut act, id).await?;
    act.commit(Entry::new("grading.remind", "exam", id.0).fact("letters", letters)).await?;
    Ok(Json(Reminded { letters }))
}
