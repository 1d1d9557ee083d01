//! Registration: who sits which exam, in which language form the paper is wished for.
//!
//! A student signs up, changes and withdraws until the deadlines of the regulation
//! (requirements E-01, E-04, E-06, E-09, G-11); an officer can do it on the student's behalf, bound by
//! the same deadlines. A withdrawn registration is kept and can be taken up again.

mod api;
mod attempts;
mod barred;
#[cfg(test)]
mod barred_tests;
mod on_behalf_pages;
pub(crate) mod pages;
mod refused;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use attempts::{DISPENSERS, dispense};
pub(crate) use barred::{barred_from_sitting, barring, may_be_received, may_hand_in};

use crate::access::Role;
use crate::catalogue::{self, Exam};
use crate::{Act, Error, ExamId, PersonId, RegistrationId, Result};
use jiff::civil::Date;
use rules::calendar::{date_en, date_no};
use rules::{Decision, Language, Reason, Refusal, Text};
use store::Status;

/// Who may sign students up and withdraw them on their behalf.
pub const ON_BEHALF: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer, Role::DeskOfficer];
/// Those who withdraw whom an exclusion bars, whatever the deadline, and write to them.
pub const WITHDRAW_EXCLUDED: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer];

/// A wish to sit an exam.
#[derive(Clone, Copy)]
pub struct SignUp {
    /// The exam.
    pub exam: ExamId,
    /// The student.
    pub person: PersonId,
    /// The language form the paper is wished for in.
    pub language: Language,
}

/// Signs a student up.
///
/// # Errors
/// Not found for an exam that is not there, or that is outside the scope of an officer who
/// acts for a student. Refused: `too-late` after the deadline, `exam-held`,
/// `already-registered`, by the rule `attempts`: `no-attempts-left`, and by the rule
/// `exclusion-effect`: `excluded`.
pub async fn sign_up(act: &mut Act, command: SignUp) -> Result<RegistrationId> {
    sign_up_in(act, command, "").await
}

/// As [`sign_up`]; an officer who names the case in which it was decided signs a student up after the
/// deadline too, as for a deferred exam that was planned once the deadline had passed.
///
/// # Errors
/// As [`sign_up`]; `too-late` without a case, and of whoever would sign up herself.
pub async fn sign_up_in(act: &mut Act, command: SignUp, case_ref: &str) -> Result<RegistrationId> {
    let exam = catalogue::store::exam(act.conn(), command.exam).await?.ok_or(Error::NotFound)?;
    allowed(act, command.person, &exam)?;
    if case_ref.is_empty() || act.who()?.person == command.person {
        let signup = catalogue::deadlines(act.node(), &exam)?.signup;
        may_sign_up(&exam, &signup, act.today())?;
    } else {
        held(&exam, act.today())?;
    }
    attempts::may_sit_again(act, &exam, command.person).await?;
    barred::may_register(act, &exam, command.person).await?;
    let now = act.now();
    let found = store::lock_own(act.conn(), command.exam, command.person).await?;
    match found {
        Some(own) if own.status == Status::Registered => Err(refuse("already-registered")),
        Some(own) if own.status == Status::Removed => Err(refuse("removed")),
        Some(own) => {
            store::take_up(act.conn(), own.id, command.language, now).await?;
            Ok(own.id)
        }
        None => {
            let id = RegistrationId::new();
            store::insert(act.conn(), id, &command, now).await.map_err(twice)?;
            Ok(id)
        }
    }
}

/// Withdraws a registration.
///
/// # Errors
/// Not found for a registration that is not one's own and outside one's scope. Refused:
/// `too-late` after the deadline, `exam-held`, `not-registered`, `already-received` when an
/// answer has come in.
pub async fn withdraw(act: &mut Act, id: RegistrationId) -> Result<()> {
    let own = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let exam = catalogue::store::exam(act.conn(), own.exam).await?.ok_or(Error::NotFound)?;
    allowed(act, own.person, &exam)?;
    if own.status != Status::Registered {
        return Err(refuse("not-registered"));
    }
    if own.delivered {
        return Err(refuse("already-received"));
    }
    may_withdraw(act, &exam)?;
    let now = act.now();
    store::set_status(act.conn(), id, Status::Withdrawn, now).await?;
    Ok(())
}

/// Withdraws a registration that an exam quarantine bars: by the administration, by hand, and whatever
/// the deadline for withdrawal. That an answer is in, or the day is over, keeps nobody registered
/// who had no right to sit the exam. Whether it is barred the caller has found out. Answers whether an
/// answer is in or the exam was held.
///
/// # Errors
/// Not found for a registration that is not there or outside one's scope. Refused: `not-registered`,
/// `announced`.
pub async fn withdraw_excluded(act: &mut Act, id: RegistrationId) -> Result<bool> {
    let own = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let exam = catalogue::store::exam(act.conn(), own.exam).await?.ok_or(Error::NotFound)?;
    act.who()?.require(WITHDRAW_EXCLUDED, &exam.place)?;
    if own.status != Status::Registered {
        return Err(refuse("not-registered"));
    }
    if own.announced {
        return Err(refuse("announced"));
    }
    let (today, now) = (act.today(), act.now());
    store::set_status(act.conn(), id, Status::Withdrawn, now).await?;
    Ok(own.delivered || exam.date.is_some_and(|date| date <= today))
}

/// Changes the language form wished for, as long as one may withdraw (E-04, E-09); from an
/// exam that nobody may withdraw from, as long as one may sign up.
///
/// # Errors
/// Not found for a registration that is not one's own and outside one's scope. Refused:
/// `too-late` after the deadline, `exam-held`, `not-registered`.
pub async fn change_language(act: &mut Act, id: RegistrationId, language: Language) -> Result<()> {
    let own = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let exam = catalogue::store::exam(act.conn(), own.exam).await?.ok_or(Error::NotFound)?;
    allowed(act, own.person, &exam)?;
    if own.status != Status::Registered {
        return Err(refuse("not-registered"));
    }
    may_change(act, &exam)?;
    store::set_language(act.conn(), id, language).await?;
    Ok(())
}

/// The student of a student number.
///
/// # Errors
/// Invalid at `student_number` when nobody has it.
async fn student(act: &mut Act, number: &str) -> Result<PersonId> {
    crate::people::store::student(act.conn(), number).await?.ok_or_else(|| {
        let text = ui::messages::text("registration-error-student-number", &[("value", &number)]);
        Error::field("student_number", text)
    })
}

/// Oneself, or an officer of the unit that gives the course.
fn allowed(act: &Act, person: PersonId, exam: &Exam) -> Result<()> {
    let who = act.who()?;
    let own = who.person == person;
    if own || who.may(ON_BEHALF, &exam.place) { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether one can still sign up on `today`.
///
/// # Errors
/// Refused with the reasons of the deadline.
pub fn may_sign_up(
    exam: &Exam,
    signup: &Decision<rules::registration::Signup>,
    today: Date,
) -> Result<()> {
    held(exam, today)?;
    let because = signup.because.clone();
    match &signup.outcome {
        Ok(signup) if today > signup.deadline => {
            Err(Error::because(too_late(signup.deadline), because))
        }
        // A regulation that leaves the dates to another place closes nothing here.
        Ok(_) | Err(Refusal { .. }) => Ok(()),
    }
}

fn may_withdraw(act: &Act, exam: &Exam) -> Result<()> {
    held(exam, act.today())?;
    let Some(decision) = catalogue::deadlines(act.node(), exam)?.withdrawal else {
        // Without a day there is no deadline yet.
        return Ok(());
    };
    match decision.outcome {
        Ok(withdrawal) if act.today() > withdrawal.deadline => {
            Err(Error::because(too_late(withdrawal.deadline), decision.because))
        }
        Ok(_) => Ok(()),
        Err(refusal) if refusal.code == "cannot-withdraw" => {
            Err(Error::because(refusal, decision.because))
        }
        Err(_) => Ok(()),
    }
}

fn may_change(act: &Act, exam: &Exam) -> Result<()> {
    let deadlines = catalogue::deadlines(act.node(), exam)?;
    if binds(&deadlines) {
        return may_sign_up(exam, &deadlines.signup, act.today());
    }
    may_withdraw(act, exam)
}

/// Whether nobody may withdraw from the exam, such as from a resit.
fn binds(deadlines: &catalogue::Deadlines) -> bool {
    let outcome = deadlines.withdrawal.as_ref().map(|decision| &decision.outcome);
    matches!(outcome, Some(Err(refusal)) if refusal.code == "cannot-withdraw")
}

fn held(exam: &Exam, today: Date) -> Result<()> {
    match exam.date {
        Some(date) if date < today => Err(refuse("exam-held")),
        _ => Ok(()),
    }
}

fn too_late(deadline: Date) -> Refusal {
    let (no, en) = (date_no(deadline), date_en(deadline));
    Refusal::new(
        "too-late",
        Text::new(
            format!("Fristen var {no}."),
            format!("Fristen var {no}."),
            format!("The deadline was {en}."),
        ),
    )
}

/// The house's own refusals: facts that no regulation has to say.
fn refuse(code: &str) -> Error {
    let text = match code {
        "already-registered" => Text::new(
            "Du er allerede meldt til denne eksamenen.",
            "Du er alt meld til denne eksamenen.",
            "There is a registration for this exam already.",
        ),
        "exam-held" => Text::new(
            "Eksamenen er allerede holdt.",
            "Eksamenen er alt halden.",
            "The exam has been held already.",
        ),
        "removed" => Text::new(
            "Oppmeldingen er slettet av administrasjonen. Ta kontakt med studieadministrasjonen.",
            "Oppmeldinga er sletta av administrasjonen. Ta kontakt med studieadministrasjonen.",
            "The registration was removed by the administration. Please contact the student office.",
        ),
        "dispensed" => Text::new(
            "Dispensasjonen i denne saken er allerede registrert.",
            "Dispensasjonen i denne saka er alt registrert.",
            "The dispensation in this case has been recorded already.",
        ),
        "announced" => Text::new(
            "Sensuren er allerede kunngjort.",
            "Sensuren er alt kunngjord.",
            "The result has been announced already.",
        ),
        "already-received" => Text::new(
            "Besvarelsen er allerede mottatt, så det går ikke lenger å trekke seg.",
            "Svaret er alt motteke, så det går ikkje lenger å trekkje seg.",
            "The answer has been received, so it is no longer possible to withdraw.",
        ),
        _ => Text::new(
            "Det finnes ingen gjeldende melding til denne eksamenen.",
            "Det finst inga gjeldande melding til denne eksamenen.",
            "There is no registration in force for this exam.",
        ),
    };
    Error::refused(code, text)
}

/// Two at once: the second finds the first one's row.
fn twice(error: sqlx::Error) -> Error {
    let constraint = error.as_database_error().and_then(|e| e.constraint());
    if constraint == Some("exam_registration_exam_id_person_id_key") {
        return refuse("already-registered");
    }
    error.into()
}

/// The last day to do something, as a page shows it: the day, or why there is none.
pub struct Until {
    /// The last day, where a rule sets one.
    pub day: Option<Date>,
    /// Whether it can still be done today.
    pub open: bool,
    /// Why it cannot, or why there is no day.
    pub refusal: Option<Text>,
    /// The steps of the reasoning.
    pub because: Vec<Reason>,
}

impl Until {
    /// Until when one withdraws from an exam.
    pub fn withdrawal(node: &crate::Node, exam: &Exam, today: Date) -> Result<Self> {
        let held = exam.date.is_some_and(|date| date < today);
        let Some(decision) = catalogue::deadlines(node, exam)?.withdrawal else {
            return Ok(Self { day: None, open: true, refusal: None, because: Vec::new() });
        };
        Ok(match decision.outcome {
            Ok(answer) => Self {
                day: Some(answer.deadline),
                open: today <= answer.deadline && !held,
                refusal: None,
                because: decision.because,
            },
            Err(refusal) => Self {
                day: None,
                open: refusal.code != "cannot-withdraw" && !held,
                refusal: Some(refusal.text),
                because: decision.because,
            },
        })
    }

    /// Until when the language form can be changed.
    pub fn change(node: &crate::Node, exam: &Exam, today: Date) -> Result<Self> {
        if binds(&catalogue::deadlines(node, exam)?) {
            return Self::signup(node, exam, today);
        }
        Self::withdrawal(node, exam, today)
    }

    /// Until when one signs up for an exam.
    pub fn signup(node: &crate::Node, exam: &Exam, today: Date) -> Result<Self> {
        let decision = catalogue::deadlines(node, exam)?.signup;
        let open = may_sign_up(exam, &decision, today).is_ok();
        let (day, refusal) = match decision.outcome {
            Ok(answer) => (Some(answer.deadline), None),
            Err(refusal) => (None, Some(refusal.text)),
        };
        Ok(Self { day, open, refusal, because: decision.because })
    }
}
