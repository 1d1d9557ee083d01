//! Delivery: answers received at the desk or uploaded, and who did not deliver.
//!
//! The desk ticks off by candidate number, with the checks of the routine (K-04 to K-07);
//! a student uploads the own answer until the hand-in ends and gets a receipt with the
//! SHA-256 of what came. A wrong tick is taken back by a correction that is kept.

mod api;
mod desk_api;
pub(crate) mod desk_pages;
pub(crate) mod pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod upload;

pub use tasks::tasks;
pub use upload::{UploadAnswer, may_upload, upload_answer};

use crate::access::Role;
use crate::catalogue::when::is_handed_in;
use crate::catalogue::{self, Exam};
use crate::registration;
use crate::{Act, DeliveryId, Error, ExamId, RegistrationId, Result};
use jiff::Timestamp;
use rules::Text;
use rules::calendar::oslo_date;
use serde::{Deserialize, Serialize};
use ui::messages::text;

/// Who receives answers and records absence.
pub const RECEIVERS: &[Role] = &[Role::DeskOfficer, Role::ExamOfficer, Role::FacultyOfficer];

/// How an answer came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Over the counter (K-03).
    Desk,
    /// Uploaded by the candidate.
    Upload,
    /// By post, as agreed (K-03).
    Post,
    /// By e-mail, as agreed (K-07).
    Email,
    /// Collected in the room.
    Invigilator,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// Did not come, or came and left without handing in.
    Absent,
    /// Has handed in a certificate.
    Sick,
    /// Withdrew in the room.
    Withdrew,
}

/// An answer as the desk receives it.
#[derive(Clone)]
pub struct Receive {
    /// The exam whose answers are received.
    pub exam: ExamId,
    /// The candidate number on the front page.
    pub candidate_number: i32,
    /// How it came in.
    pub channel: Channel,
    /// How many copies came, 0 to 9.
    pub copies: i32,
    /// Whether the candidate number is right on every copy (K-06).
    pub candidate_number_ok: bool,
    /// Whether the front page has course code and term (K-07).
    pub front_page_ok: bool,
    /// What is wrong with it, where something is.
    pub note: String,
    /// When it came in, where that was before now: what is ticked off again keeps its first time.
    pub received_at: Option<Timestamp>,
}

/// Receives an answer.
///
/// # Errors
/// Not found outside one's scope. Invalid at `candidate_number`: nobody in this exam has
/// it; at `note`: a check failed, or what is handed in came after its last moment, and nothing is said
/// about it; at `received_at`: a time to come, or before the day on which it was first ticked off.
/// Refused: `absence-recorded`, `already-received`; `excluded` where an exclusion bars the candidate from
/// the exam: whoever handles it withdraws the registration.
pub async fn receive(act: &mut Act, command: &Receive) -> Result<DeliveryId> {
    let exam = exam(act, command.exam).await?;
    let candidate = candidate(act, &exam, command.candidate_number).await?;
    if candidate.absent {
        return Err(absence_recorded());
    }
    if candidate.delivered {
        return Err(already_received(command.candidate_number));
    }
    registration::may_be_received(act, &exam, candidate.person).await?;
    let sound =
        command.copies >= exam.copies && command.candidate_number_ok && command.front_page_ok;
    if !sound && command.note.trim().is_empty() {
        return Err(Error::field("note", text("delivery-error-note", &[])));
    }
    let at = received_at(act, candidate.id, command.received_at).await?;
    if let Some(until) = late_after(&exam, at)
        && command.note.trim().is_empty()
    {
        return Err(Error::field("note", text("delivery-error-late", &[("moment", &told(until))])));
    }
    let (id, by) = (DeliveryId::new(), act.person()?);
    store::insert(act.conn(), id, candidate.id, command, by, at).await.map_err(|error| {
        let twice = error.as_database_error().and_then(|e| e.constraint());
        if twice == Some("delivery_registration_id_key") {
            return already_received(command.candidate_number);
        }
        error.into()
    })?;
    Ok(id)
}

/// When it came in: now, or at the time that is entered.
async fn received_at(
    act: &mut Act,
    registration: RegistrationId,
    entered: Option<Timestamp>,
) -> Result<Timestamp> {
    let now = act.now();
    let Some(at) = entered else { return Ok(now) };
    let first = store::first_received(act.conn(), registration).await?.unwrap_or(now);
    let day = oslo_date(first);
    if at > now {
        return Err(Error::field("received_at", text("delivery-error-to-come", &[])));
    }
    if oslo_date(at) < day {
        let told = text("delivery-error-before-first", &[("date", &day)]);
        return Err(Error::field("received_at", told));
    }
    Ok(at)
}

/// The last moment for handing in, if what came in at `at` came after it. Of an exam at school the
/// papers are collected in the room and ticked off afterwards, so none of them is late here.
pub(crate) fn late_after(exam: &Exam, at: Timestamp) -> Option<Timestamp> {
    exam.hand_in_until().filter(|until| is_handed_in(exam.form) && *until < at)
}

/// A moment in Norway as all three language forms can carry it: `01.12.2026 09.00`.
fn told(at: Timestamp) -> String {
    at.to_zoned(::store::oslo()).strftime("%d.%m.%Y %H.%M").to_string()
}

/// Takes back a delivery that was ticked off by mistake. What was recorded is kept with
/// the reason. What an examiner has assessed was received: an appeal looks at the same answer,
/// and who is graded for another's work gets another grade, not another answer.
///
/// # Errors
/// Not found outside one's scope; invalid at `reason` when none is given. Refused
/// `has-files`: what a candidate has uploaded is not taken back by the desk; `grading-begun` once
/// a standpoint is given on it or the grades are sealed, as for an upload.
pub async fn correct(act: &mut Act, exam_id: ExamId, id: DeliveryId, reason: &str) -> Result<()> {
    let exam = exam(act, exam_id).await?;
    // Held, so that no examiner gives a standpoint meanwhile.
    catalogue::store::lock_exam(act.conn(), exam.id).await?;
    let held = store::lock_delivery(act.conn(), exam.id, id).await?.ok_or(Error::NotFound)?;
    if reason.trim().is_empty() {
        return Err(Error::field("reason", text("common-error-required", &[])));
    }
    if held.has_files {
        return Err(has_files());
    }
    if store::is_assessed(act.conn(), held.registration, exam.id).await? {
        return Err(Error::refused("grading-begun", text("delivery-refused-grading-begun", &[])));
    }
    let (by, now) = (act.person()?, act.now());
    store::correct(act.conn(), id, reason.trim(), by, now).await?;
    Ok(())
}

/// Records that a candidate did not deliver, and why.
///
/// # Errors
/// As [`receive`].
pub async fn record_absence(
    act: &mut Act,
    exam_id: ExamId,
    number: i32,
    kind: Absence,
) -> Result<RegistrationId> {
    let exam = exam(act, exam_id).await?;
    let candidate = candidate(act, &exam, number).await?;
    if candidate.delivered {
        return Err(already_received(number));
    }
    let (by, now) = (act.person()?, act.now());
    store::set_absence(act.conn(), candidate.id, kind, by, now).await?;
    Ok(candidate.id)
}

/// Takes a recorded absence back, because the answer came or the candidate was there.
///
/// # Errors
/// Not found outside one's scope, or where no absence is recorded.
pub async fn correct_absence(act: &mut Act, exam_id: ExamId, id: RegistrationId) -> Result<()> {
    let exam = exam(act, exam_id).await?;
    let removed = store::remove_absence(act.conn(), exam.id, id).await?;
    if removed { Ok(()) } else { Err(Error::NotFound) }
}

async fn exam(act: &mut Act, id: ExamId) -> Result<Exam> {
    let exam = catalogue::store::exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if act.who()?.may(RECEIVERS, &exam.place) { Ok(exam) } else { Err(Error::NotFound) }
}

/// The candidate of a number, held until the act ends.
async fn candidate(act: &mut Act, exam: &Exam, number: i32) -> Result<registration::store::Own> {
    let found = store::by_number(act.conn(), exam.id, number).await?.ok_or_else(|| {
        Error::field(
            "candidate_number",
            text("delivery-error-number", &[("value", &number), ("code", &exam.code)]),
        )
    })?;
    let own = registration::store::lock(act.conn(), found).await?.ok_or(Error::NotFound)?;
    if own.status == registration::store::Status::Registered {
        return Ok(own);
    }
    Err(Error::field("candidate_number", text("delivery-error-withdrawn", &[("value", &number)])))
}

fn already_received(number: i32) -> Error {
    Error::refused(
        "already-received",
        Text::new(
            format!("Besvarelsen fra kandidat {number} er allerede mottatt."),
            format!("Svaret frå kandidat {number} er alt motteke."),
            format!("The answer of candidate {number} has been received already."),
        ),
    )
}

fn absence_recorded() -> Error {
    Error::refused(
        "absence-recorded",
        Text::new(
            "Det er registrert fravær for denne kandidaten. Ta fraværet bort først.",
            "Det er registrert fråvær for denne kandidaten. Ta fråværet bort først.",
            "An absence is recorded for this candidate. Take it back first.",
        ),
    )
}

fn has_files() -> Error {
    Error::refused(
        "has-files",
        Text::new(
            "Kandidaten har selv levert denne besvarelsen. Den kan ikke tas bort her.",
            "Kandidaten har sjølv levert dette svaret. Det kan ikkje takast bort her.",
            "The candidate handed this answer in. It cannot be taken back here.",
        ),
    )
}
