//! What is entered of an oral: its lengths, sessions with their committee, who is away, and what is special
//! about a candidate.

use super::plan::{self, Plan, Settings};
use super::store::{self, writes};
use super::{RUNNERS, SETTERS, exam_of, own};
use crate::room_booking::store as rooms;
use crate::said::{at, fault, later, local, refused, violates};
use crate::{OralAwayId, OralSessionId};
use jiff::Timestamp;
use jiff::civil::DateTime;
use office::access::Role;
use office::{Act, Error, ExamId, PersonId, RegistrationId, Result};
use rules::committee::{Committee, CommitteeFacts};
use rules::oral::DateSetBy;
use rules::{Decision, Rule};
use serde::{Deserialize, Serialize};
use ui::messages::text;
use utoipa::ToSchema;

/// The limits of each length: field, fewest, most.
pub(crate) const LIMITS: [(&str, i64, i64); 4] = [
    ("minutes", 5, 480),
    ("between_minutes", 0, 120),
    ("break_after", 0, 50),
    ("break_minutes", 0, 240),
];

/// The most minutes more that somebody has.
pub(crate) const EXTRA_MAX: i64 = 240;

/// Sets lengths, breaks and order of an oral.
///
/// # Errors
/// As [`own`]; lengths outside their limits.
pub async fn set(act: &mut Act, exam: ExamId, new: &Settings) -> Result<()> {
    own(act, exam, new.version, RUNNERS).await?;
    let values = [new.minutes, new.between_minutes, new.break_after, new.break_minutes];
    let wrong = LIMITS
        .iter()
        .zip(values)
        .filter(|((_, least, most), value)| !(*least..=*most).contains(&i64::from(*value)));
    let faults: Vec<_> = wrong
        .map(|((field, least, most), value)| {
            let args: [(&str, &dyn ui::ToArg); 3] =
                [("value", &value), ("least", least), ("most", most)];
            fault(field, text("oral-error-limits", &args))
        })
        .collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    writes::set(act, exam, new).await
}

/// A session that is entered.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OralNewSession)]
pub struct NewSession {
    /// The version of the oral that was read.
    pub version: i32,
    /// When the first candidate can begin, in Norwegian local time.
    #[schema(value_type = String)]
    pub from: DateTime,
    /// When the last one is done at the latest, on the same day.
    #[schema(value_type = String)]
    pub until: DateTime,
    /// Who examines.
    pub examiners: Vec<PersonId>,
    /// Where it stands that the subject group has decided it; asked of whoever is not of the subject group.
    #[serde(default)]
    pub decided: String,
}

/// Enters a session: a day, its hours and its committee.
///
/// # Errors
/// As [`own`]. Invalid fields; refused `not-exam-day` where the exam plan sets the day and it is another,
/// `examiner-twice` for one who examines elsewhere at that time, and by the rule `committee` for a committee
/// that may not assess.
pub async fn session(act: &mut Act, exam: ExamId, new: &NewSession) -> Result<OralSessionId> {
    let plan = own(act, exam, new.version, SETTERS).await?;
    let (from, until) = (local(new.from)?, local(new.until)?);
    let day = new.from.date();
    if from <= act.now() {
        return Err(at("from", "oral-error-past", &[]));
    }
    if new.until.date() != day || until <= from {
        return Err(at("until", "oral-error-until", &[]));
    }
    if until < later(from, plan.oral.set.minutes.into()) {
        let args: [(&str, &dyn ui::ToArg); 1] = [("minutes", &plan.oral.set.minutes)];
        return Err(at("until", "oral-error-short", &args));
    }
    let by = plan::date(act.node(), day, plan.oral.teacher_education)?;
    may_set(act, &plan, (day, by), &new.decided)?;
    let mut examiners = new.examiners.clone();
    examiners.sort_unstable();
    examiners.dedup();
    judged(act, &plan, &examiners).await?;
    let id = OralSessionId::new();
    let entered =
        writes::insert_session(act, (exam, id), (from, until), (&examiners, new.decided.trim()));
    match entered.await {
        Err(Error::Internal(error)) => Err(twice(error)),
        other => other.map(|()| id),
    }
}

/// What the database's second lock says of somebody who examines twice at a time.
fn twice(error: anyhow::Error) -> Error {
    let found = error.downcast_ref::<sqlx::Error>();
    if found.is_some_and(|error| violates(error, "oral_session_examiner_no_double")) {
        return refused("examiner-twice", "oral-refused-examiner-twice", &[]);
    }
    Error::Internal(error)
}

/// Whether this person sets this day: the subject group its own, the exam plan the day that stands there.
fn may_set(
    act: &Act,
    plan: &Plan,
    (day, by): (jiff::civil::Date, Decision<rules::oral::OralDateAnswer>),
    decided: &str,
) -> Result<()> {
    let answer = by.outcome.map_err(|refusal| Error::because(refusal, by.because.clone()))?;
    match answer.set_by {
        DateSetBy::ExamPlan if plan.oral.date != Some(day) => {
            let refusal =
                rules::Refusal::new("not-exam-day", text("oral-refused-not-exam-day", &[]));
            Err(Error::because(refusal, by.because))
        }
        DateSetBy::SubjectGroup
            if decided.trim().is_empty()
                && !act.who()?.may(&[Role::CourseResponsible], &plan.oral.place) =>
        {
            Err(at("decided", "oral-error-decided", &[]))
        }
        _ => Ok(()),
    }
}

/// Asks the rule `committee` about those who examine together.
async fn judged(act: &mut Act, plan: &Plan, examiners: &[PersonId]) -> Result<()> {
    let members = store::standing(act.conn(), examiners).await?;
    if members.len() != examiners.len() || examiners.is_empty() {
        return Err(at("examiners", "oral-error-examiners", &[]));
    }
    let facts = CommitteeFacts {
        level: plan.oral.level,
        form: plan.oral.form,
        credits: plan.oral.credits,
        verifiable: Some(plan.oral.verifiable && !plan.oral.form.is_told_on_the_spot()),
        members,
        dispensation: false,
    };
    let day = plan.first_on().unwrap_or_else(|| act.today());
    let judged = Committee::decide(&facts, act.node().rules_on(day)?);
    judged.outcome.map_err(|refusal| Error::because(refusal, judged.because))?;
    Ok(())
}

/// Ends a session that has not begun; its room is given back, and its candidates have no place any more.
///
/// # Errors
/// As [`own`]; refused `begun`; invalid without a reason.
pub async fn end_session(
    act: &mut Act,
    id: OralSessionId,
    version: i32,
    why: &str,
) -> Result<ExamId> {
    let exam = exam_of(act, id).await?;
    let plan = own(act, exam, version, SETTERS).await?;
    let held = plan.session(id).ok_or(Error::NotFound)?;
    not_begun(act, held.from)?;
    if why.trim().is_empty() {
        return Err(at("why", "common-error-required", &[]));
    }
    if let Some((booking, room)) = held.booking.zip(held.room) {
        rooms::end_exam(act, booking, exam, why.trim()).await?;
        let others = plan.sessions.iter().any(|one| one.id != id && one.room == Some(room));
        if !others {
            rooms::remove_exam_room(act.conn(), exam, room).await?;
        }
    }
    writes::end_session(act, id, why.trim()).await?;
    Ok(exam)
}

/// # Errors
/// Refused `begun` for what has begun.
pub(super) fn not_begun(act: &Act, from: Timestamp) -> Result<()> {
    if from <= act.now() {
        return Err(refused("begun", "oral-refused-begun", &[]));
    }
    Ok(())
}

/// A time at which an examiner is away.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OralAwayTime)]
pub struct AwayTime {
    /// The version of the oral that was read.
    pub version: i32,
    /// Who.
    pub examiner: PersonId,
    /// From when, in Norwegian local time.
    #[schema(value_type = String)]
    pub from: DateTime,
    /// Until when.
    #[schema(value_type = String)]
    pub until: DateTime,
}

/// Notes when an examiner is away.
///
/// # Errors
/// As [`own`]; invalid for one who examines in no session and stands in no committee, and for an end before
/// the beginning.
pub async fn away(act: &mut Act, exam: ExamId, new: &AwayTime) -> Result<OralAwayId> {
    own(act, exam, new.version, SETTERS).await?;
    let (from, until) = (local(new.from)?, local(new.until)?);
    if until <= from {
        return Err(at("away_until", "oral-error-until", &[]));
    }
    if store::standing(act.conn(), &[new.examiner]).await?.is_empty() {
        return Err(at("examiner", "oral-error-examiners", &[]));
    }
    writes::insert_away(act, (exam, new.examiner), (from, until)).await
}

/// Takes back that an examiner is away.
///
/// # Errors
/// As [`own`].
pub async fn back(act: &mut Act, id: OralAwayId, version: i32) -> Result<ExamId> {
    let exam = store::exam_of_away(act.conn(), id).await?.ok_or(Error::NotFound)?;
    own(act, exam, version, SETTERS).await?;
    writes::delete_away(act, id).await?;
    Ok(exam)
}

/// What is special about a candidate.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OralCandidateFacts)]
pub struct CandidateFacts {
    /// The version of the oral that was read.
    pub version: i32,
    /// How many minutes more she has, 0 to 240.
    #[serde(default)]
    pub extra_minutes: i32,
    /// The case in which that was granted; asked where there are any.
    #[serde(default)]
    pub granted: String,
    /// The examiners who are not impartial towards her (fvl. § 6).
    #[serde(default)]
    pub not_with: Vec<PersonId>,
}

/// Keeps what is special about a candidate, in place of what was said before.
///
/// # Errors
/// As [`own`]; not found for one who is not registered; invalid fields.
pub async fn candidate(
    act: &mut Act,
    exam: ExamId,
    id: RegistrationId,
    new: &CandidateFacts,
) -> Result<()> {
    let plan = own(act, exam, new.version, RUNNERS).await?;
    plan.candidates.iter().find(|one| one.registration == id).ok_or(Error::NotFound)?;
    if !(0..=EXTRA_MAX).contains(&i64::from(new.extra_minutes)) {
        let args: [(&str, &dyn ui::ToArg); 3] =
            [("value", &new.extra_minutes), ("least", &0), ("most", &EXTRA_MAX)];
        return Err(at("extra_minutes", "oral-error-limits", &args));
    }
    if new.extra_minutes > 0 && new.granted.trim().is_empty() {
        return Err(at("granted", "oral-error-granted", &[]));
    }
    let mut persons = new.not_with.clone();
    persons.sort_unstable();
    persons.dedup();
    if store::standing(act.conn(), &persons).await?.len() != persons.len() {
        return Err(at("not_with", "oral-error-examiners", &[]));
    }
    writes::set_candidate(act, id, (new.extra_minutes, new.granted.trim()), &persons).await
}
