//! The desk's lists for programs: what is handed in these days, and the reception of one exam.

use super::desk_pages::{Reception, reception_of, these_days};
use super::store::{Line, Upcoming};
use super::{RECEIVERS, late_after};
use crate::catalogue::Exam;
use crate::catalogue::tabs::KNOW_CANDIDATES;
use crate::http::{Allow, Problem, Routes, Signed};
use crate::{DeliveryId, ExamId, RegistrationId, Result};
use axum::Json;
use axum::extract::Path;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::{Language, Text};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(RECEIVERS), None, routes!(reception)).api(
        Allow::Roles(KNOW_CANDIDATES),
        None,
        routes!(of_exam),
    )
}

/// An exam that is held or handed in these days.
#[derive(Serialize, ToSchema)]
struct UpcomingItem {
    exam: ExamId,
    /// The course code.
    code: String,
    /// The name of the course in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: Text,
    term: String,
    /// `ordinary`, `deferred`, `resit` or `early`.
    kind: String,
    /// The form of assessment, e.g. `written_school`.
    form: String,
    /// The day of the exam or of hand-in.
    #[schema(value_type = String, format = Date)]
    date: Date,
    registered: i64,
    /// How many answers were received.
    delivered: i64,
}

/// The exams at the caller's units that are held or handed in from a week ago to three weeks
/// ahead, in order of their day.
#[utoipa::path(get, path = "/api/reception", tag = "delivery",
    responses((status = 200, body = Vec<UpcomingItem>)))]
async fn reception(signed: Signed) -> Result<Json<Vec<UpcomingItem>>> {
    let item = |one: Upcoming| UpcomingItem {
        exam: one.id,
        code: one.code,
        name: one.name,
        term: one.term,
        kind: one.kind,
        form: one.form,
        date: one.date,
        registered: one.registered,
        delivered: one.delivered,
    };
    Ok(Json(these_days(&signed).await?.into_iter().map(item).collect()))
}

/// A candidate who has delivered, is absent or is missing.
#[derive(Serialize, ToSchema)]
struct ReceptionLine {
    registration: RegistrationId,
    /// The name, or that the person is protected.
    name: String,
    candidate_number: Option<i32>,
    delivery: Option<DeliveryId>,
    #[schema(value_type = Option<String>, format = DateTime)]
    received_at: Option<Timestamp>,
    /// `desk`, `upload`, `invigilator`, `post` or `email`.
    channel: Option<String>,
    copies: Option<i32>,
    /// What the desk noted.
    note: Option<String>,
    /// `absent`, `sick` or `withdrew`.
    absence: Option<String>,
    /// It came after the last moment for handing in.
    late: bool,
}

impl ReceptionLine {
    fn all(lines: Vec<Line>, exam: &Exam, language: Language) -> Vec<Self> {
        let item = |line: Line| Self {
            late: line.received_at.is_some_and(|at| late_after(exam, at).is_some()),
            registration: line.id,
            name: line.name.listed(language),
            candidate_number: line.number,
            delivery: line.delivery,
            received_at: line.received_at,
            channel: line.channel,
            copies: line.copies,
            note: line.note,
            absence: line.absence,
        };
        lines.into_iter().map(item).collect()
    }
}

/// Where the reception of an exam stands.
#[derive(Serialize, ToSchema)]
struct ExamReception {
    registered: i64,
    /// How many answers were received.
    delivered: i64,
    /// The ten received last.
    received: Vec<ReceptionLine>,
    /// Neither received nor absent, by number; at most 200.
    missing: Vec<ReceptionLine>,
    /// Absent, by number; at most 200.
    absent: Vec<ReceptionLine>,
    /// Registered and without a number, once the numbers are drawn; at most 200.
    unnumbered: Vec<ReceptionLine>,
}

/// The reception of one exam: what came last, who is missing and who is absent. Noted as a look
/// at everybody whom it names.
#[utoipa::path(get, path = "/api/exams/{exam}/delivery", tag = "delivery",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = ExamReception), (status = 404, body = Problem)))]
async fn of_exam(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<ExamReception>> {
    let language = signed.who.language;
    let Reception { exam, counts, received, missing, absent, unnumbered } =
        reception_of(&signed, id).await?;
    Ok(Json(ExamReception {
        registered: counts.registered,
        delivered: counts.delivered,
        received: ReceptionLine::all(received, &exam, language),
        missing: ReceptionLine::all(missing, &exam, language),
        absent: ReceptionLine::all(absent, &exam, language),
        unnumbered: ReceptionLine::all(unnumbered, &exam, language),
    }))
}
