//! The letters of an appeal, and their entries in the archive.

use super::State;
use super::case::Case;
use super::{filing, store};
use crate::access::Role;
use crate::archive::{self, Direction, NewEntry};
use crate::calendar::{self, Subject};
use crate::examiners::CommitteeKind;
use crate::explanation::{Graded, appeal_deadline};
use crate::grading::{formal_complaint, grade_text};
use crate::letters_out::{self, Channel, CopyTo, NewLetter, cited};
use crate::people::Person;
use crate::{Act, AppealId, Error, LetterId, Result};
use jiff::civil::Date;
use letters::appeal_received::{AnswerDue, AppealReceived, FurtherAssessment};
use letters::appeal_refused_late::{AppealRefusedLate, DecisionAppeal};
use letters::appeal_registered::{AppealRegistered, Next};
use letters::appeal_result::{AppealResult, Outcome};
use letters::diploma_missing::{About, DiplomaMissing};
use letters::legal_wording::LegalWording;
use letters::{CommitteeMember, Head, Letter, Period, PeriodUnit};
use rules::appeal::{AppealDeadlineAnswer, AppealLaw, Decided};
use rules::calendar::{LegalPeriod, Unit};
use rules::regrade::RegradeDeadline;
use rules::{Grade, Rule, RuleSet, Text};

/// The student and the head of a letter to her, signed by the head of office and the
/// officer who handles the case.
async fn head(act: &mut Act, graded: &Graded, number: &str) -> Result<(Head, Person)> {
    let (node, today) = (act.node().clone(), act.today());
    let student =
        crate::people::store::person(act.conn(), graded.person).await?.ok_or(Error::NotFound)?;
    let mut head = letters_out::head(act.conn(), &node, graded.unit, number, today).await?;
    head.addressee = Some(letters_out::addressee(&student));
    head.signatures = letters_out::signature_of_head_of_office(act.conn(), graded.unit, today)
        .await?
        .into_iter()
        .collect();
    // A student who lodges online does not sign the institution's own answer.
    if !act.who()?.grants.is_empty() {
        head.signatures.push(letters_out::signature_of_handler(act.who()?));
    }
    Ok((head, student))
}

/// Sends and archives one letter to the student.
async fn to_student<L: Letter>(
    act: &mut Act,
    id: AppealId,
    graded: &Graded,
    student: &Person,
    letter: &L,
    copies: &[CopyTo],
) -> Result<LetterId> {
    let new = NewLetter {
        letter,
        language: student.language,
        person: Some(student.id),
        unit: graded.unit,
        subject: ("appeal", id.0),
        channel: Channel::Email,
        copies,
    };
    let sent = letters_out::send(act, new).await?;
    let title = letter.title();
    let number = letter.head().our_ref.as_deref().unwrap_or_default();
    let entry = NewEntry {
        correspondent: &student.name.shown(rules::Language::Nb),
        letter: Some(sent),
        ..filing::entry(id, number, graded, Direction::Outgoing, title.get(student.language))
    };
    archive::register(act, entry).await?;
    Ok(sent)
}

/// The appeal waits for the diploma.
pub(super) async fn diploma_missing(
    act: &mut Act,
    id: AppealId,
    number: &str,
    graded: &Graded,
    received: Date,
    law: &RuleSet,
) -> Result<()> {
    let Some(diploma) = store::diploma(act.conn(), graded).await? else { return Ok(()) };
    let (head, student) = head(act, graded, number).await?;
    let section = law.sections.appeal.as_ref();
    let letter = DiplomaMissing {
        hand_in_at: head.sender.unit.clone(),
        head,
        course: graded.course.clone(),
        term: graded.letter_term(),
        received,
        about: About::Grade,
        qualification: Text::new(diploma.title.clone(), diploma.title.clone(), diploma.title),
        diploma_dated: diploma.issued_on,
        law: section.map_or_else(String::new, |s| s.diploma_returned_first.law.clone()),
        hand_in_by: None,
    };
    to_student(act, id, graded, &student, &letter, &[]).await?;
    Ok(())
}

/// The appeal came too late (O-04).
pub(super) async fn refused_late(act: &mut Act, case: &Case, law: &RuleSet) -> Result<()> {
    let decision = appeal_deadline(&case.graded, law);
    let (Ok(AppealDeadlineAnswer::Until { deadline, .. }), Some(section), Some(against)) =
        (decision.outcome, &law.sections.appeal, &law.sections.decision_appeal)
    else {
        return Err(Error::Internal(anyhow::anyhow!("a late appeal without a deadline")));
    };
    let (head, student) = head(act, &case.graded, &case.case_number).await?;
    let assessed = case.late_assessment.clone().unwrap_or_default();
    let letter = AppealRefusedLate {
        head,
        course: case.graded.course.clone(),
        term: case.graded.letter_term(),
        received: case.lodged_on,
        deadline,
        law: section.deadline.law.clone(),
        because: decision.because,
        late_law: late_law(section),
        late_assessed: Text::new(assessed.clone(), assessed.clone(), assessed),
        decision_appeal: DecisionAppeal {
            within: period(&against.deadline),
            law: against.deadline.law.clone(),
            decided_by: against.body(Decided::Other).value.in_sentence(),
            documents_law: cited(law)?.case_documents.law.clone(),
        },
    };
    to_student(act, case.id, &case.graded, &student, &letter, &[]).await?;
    Ok(())
}

/// A length of time as letters tell it.
pub(crate) fn period(length: &LegalPeriod) -> Period {
    let unit = match length.unit {
        Unit::Days => PeriodUnit::Days,
        Unit::Weeks => PeriodUnit::Weeks,
        Unit::WorkingDays => PeriodUnit::WorkingDays,
        Unit::Years => {
            return Period { count: u32::from(length.value) * 12, unit: PeriodUnit::Months };
        }
    };
    Period { count: u32::from(length.value), unit }
}

/// The appeal is here: taken up as of today, or late and to be judged first, by `state`. One that
/// waits for the diploma has [`diploma_missing`] instead.
pub(super) async fn registered(
    act: &mut Act,
    case: &Case,
    state: State,
    law: &RuleSet,
) -> Result<()> {
    let (head, student) = head(act, &case.graded, &case.case_number).await?;
    let next = match state {
        State::Received => late(case, law)?,
        _ => Next::TakenUp {
            up_or_down_law: up_or_down_law(law),
            answer: answer_due(act, case, law).await?,
        },
    };
    let letter = AppealRegistered {
        head,
        course: case.graded.course.clone(),
        term: case.graded.letter_term(),
        received: case.lodged_on,
        next,
    };
    to_student(act, case.id, &case.graded, &student, &letter, &[]).await?;
    Ok(())
}

fn late(case: &Case, law: &RuleSet) -> Result<Next> {
    let (Ok(AppealDeadlineAnswer::Until { deadline, .. }), Some(section)) =
        (appeal_deadline(&case.graded, law).outcome, &law.sections.appeal)
    else {
        return Err(Error::Internal(anyhow::anyhow!("a late appeal without a deadline")));
    };
    Ok(Next::Late { deadline, law: section.deadline.law.clone(), late_law: late_law(section) })
}

/// The paragraph on late appeals that may be heard all the same.
fn late_law(section: &AppealLaw) -> String {
    section.late_excuse_within.as_ref().unwrap_or(&section.deadline).law.clone()
}

fn up_or_down_law(law: &RuleSet) -> String {
    let outcome = law.sections.regrade_outcome.as_ref();
    outcome.map_or_else(String::new, |section| section.stands.law.clone())
}

/// The appeal is taken up, and these grade anew (O-26).
pub(super) async fn received(act: &mut Act, case: &Case, law: &RuleSet) -> Result<()> {
    let Some(committee) = case.committee() else { return Ok(()) };
    let (head, student) = head(act, &case.graded, &case.case_number).await?;
    let letter = AppealReceived {
        appointed_by: head.sender.unit.clone(),
        head,
        course: case.graded.course.clone(),
        term: case.graded.letter_term(),
        appeal_dated: case.lodged_on,
        appeal_received: case.lodged_on,
        appointed_on: committee.appointed_on,
        committee: committee.members.iter().map(member).collect(),
        wording: wording(law)?,
        up_or_down_law: up_or_down_law(law),
        final_law: final_law(law),
        answer: answer_due(act, case, law).await?,
        further_assessment: further(law),
        all_parts_law: None,
        new_oral_law: None,
        group: None,
    };
    to_student(act, case.id, &case.graded, &student, &letter, &[]).await?;
    Ok(())
}

/// The answer, with a copy to the faculty's exam coordinator whatever it is (O-23, A-09).
pub(super) async fn result(
    act: &mut Act,
    case: &Case,
    assessed: &store::Assessment,
    old: Grade,
    new: Grade,
    law: &RuleSet,
) -> Result<()> {
    let Some(committee) = case.committee() else { return Ok(()) };
    let (mut head, student) = head(act, &case.graded, &case.case_number).await?;
    let faculty = store::faculty(act.conn(), case.graded.unit).await?;
    head.copies = faculty.iter().map(|faculty| faculty.name.clone()).collect();
    let letter = AppealResult {
        head,
        course: case.graded.course.clone(),
        term: case.graded.letter_term(),
        appeal_dated: case.lodged_on,
        appointed_on: committee.appointed_on,
        signed_on: assessed.signed_on,
        first_grade: grade_text(old),
        new_grade: grade_text(new),
        outcome: match new.partial_cmp(&old) {
            Some(std::cmp::Ordering::Greater) => Outcome::Raised,
            Some(std::cmp::Ordering::Less) => Outcome::Lowered,
            _ => Outcome::Unchanged,
        },
        final_law: final_law(law),
        further_assessment: if committee.kind == CommitteeKind::Further {
            further(law)
        } else {
            None
        },
        new_oral: None,
        formal_complaint: formal_complaint(case.graded.announced_on, Some(act.today()), law),
    };
    let copies: Vec<_> = faculty
        .iter()
        .map(|faculty| CopyTo { unit: faculty.id, role: Role::ExamCoordinator })
        .collect();
    to_student(act, case.id, &case.graded, &student, &letter, &copies).await?;
    Ok(())
}

fn final_law(law: &RuleSet) -> String {
    law.sections.appeal.as_ref().map_or_else(String::new, |s| s.regrade_is_final.law.clone())
}

fn further(law: &RuleSet) -> Option<FurtherAssessment> {
    let section = law.sections.regrade_outcome.as_ref()?.further_assessment.as_ref()?;
    Some(FurtherAssessment {
        grades: u32::from(section.grades_apart.value),
        law: section.grades_apart.law.clone(),
    })
}

/// The provision on new committees in its own words, which letters quote.
///
/// # Errors
/// As [`cited`].
pub(super) fn wording(law: &RuleSet) -> Result<LegalWording> {
    Ok((&cited(law)?.new_committee).into())
}

/// When the new grade is due, as it is stored.
pub(super) async fn answer_due(act: &mut Act, case: &Case, law: &RuleSet) -> Result<AnswerDue> {
    let subject = Subject { kind: "appeal", id: case.id.0 };
    let stored = calendar::store::get(act.conn(), subject, RegradeDeadline::NAME).await?;
    let section = law.sections.regrade_deadline.as_ref();
    let length = section.and_then(|section| section.deadline.as_ref());
    if let (Some(due_on), Some(length)) = (stored.as_ref().and_then(|s| s.due_on), length) {
        let because = stored.map(|stored| stored.because).unwrap_or_default();
        return Ok(AnswerDue::By { date: due_on, law: length.law.clone(), because });
    }
    let law = section.and_then(|section| section.without_undue_delay.as_ref());
    let law = law.map_or_else(String::new, |soon| soon.law.clone());
    Ok(AnswerDue::WithoutUndueDelay { law, expected: None })
}

/// An examiner as letters name one.
pub(super) fn member(member: &store::Member) -> CommitteeMember {
    CommitteeMember {
        title: member.title.clone(),
        name: member.name.clone(),
        institution: Text::new(
            member.workplace.clone(),
            member.workplace.clone(),
            member.workplace.clone(),
        ),
    }
}
