//! How many times a student has sat a course, and the further attempts that are granted.

use super::{ON_BEHALF, refuse, store};
use crate::access::Role;
use crate::catalogue::{self, Exam};
use crate::{Act, Error, ExamId, PersonId, Result};
use rules::attempts::{Attempt, Attempts, AttemptsAnswer, AttemptsFacts, CountedOver};
use rules::{Form, Refusal, Rule};
use ui::messages::text;
use uuid::Uuid;

/// Those who write up what the education committee has decided.
pub const DISPENSERS: &[Role] = &[Role::FacultyOfficer];

/// Asks the rule `attempts` whether the student may sit the course once more. Every earlier
/// sitting in the past counts, except one that she withdrew from or was sick at (G-14).
///
/// # Errors
/// Refused `no-attempts-left` with the reasons. Where the regulation counts no attempts,
/// nothing is refused.
pub(super) async fn may_sit_again(act: &mut Act, exam: &Exam, person: PersonId) -> Result<()> {
    let today = act.today();
    let law = act.node().rules_on(exam.rule_day())?.clone();
    let (counting, dispensations) = store::attempts(act.conn(), person, exam, today).await?;
    let thesis = exam.form == Form::Thesis;
    let facts = AttemptsFacts {
        attempts: vec![Attempt { counts: true }; counting],
        dispensations,
        counted_over: if thesis { CountedOver::Thesis } else { CountedOver::Exam },
    };
    let decision = Attempts::decide(&facts, &law);
    match decision.outcome {
        Ok(AttemptsAnswer { may_register: false, used, .. }) => {
            let text = text("registration-refused-attempts", &[("used", &used)]);
            Err(Error::because(Refusal::new("no-attempts-left", text), decision.because))
        }
        // A regulation that counts no attempts stops nobody.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Records a further attempt that the education committee has granted the student of a
/// student number in the course of an exam.
///
/// # Errors
/// Not found outside one's scope; a number nobody has; a case left out; refused
/// `dispensed` when that case is recorded already.
pub async fn dispense(act: &mut Act, exam: ExamId, number: &str, case_ref: &str) -> Result<Uuid> {
    let exam = catalogue::store::exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(DISPENSERS, &exam.place) {
        return Err(Error::NotFound);
    }
    let person = super::student(act, number).await?;
    if case_ref.trim().is_empty() {
        return Err(Error::field("case_ref", text("common-error-required", &[])));
    }
    let (id, now, by) = (Uuid::now_v7(), act.now(), act.person()?);
    if !store::dispense(act.conn(), id, person, &exam.code, case_ref.trim(), now, by).await? {
        return Err(refuse("dispensed"));
    }
    Ok(id)
}

/// The registration of the student of a student number, for an officer of the exam's unit.
///
/// # Errors
/// Not found outside one's scope; a number nobody has; refused `not-registered`.
pub(super) async fn of_student(
    act: &mut Act,
    exam: ExamId,
    number: &str,
) -> Result<crate::RegistrationId> {
    let found = catalogue::store::exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(ON_BEHALF, &found.place) {
        return Err(Error::NotFound);
    }
    let person = super::student(act, number).await?;
    let own = store::lock_own(act.conn(), exam, person).await?;
    own.map(|own| own.id).ok_or_else(|| refuse("not-registered"))
}
