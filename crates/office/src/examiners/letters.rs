//! Letters to examiners: asked, not needed after all, appointed (L-02, L-12, L-13).

use super::{Seat, said, store};
use crate::catalogue::{self, Exam};
use crate::letters_out::{cited, to_person};
use crate::{Act, Error, PersonId, Result};
use jiff::civil::Date;
use letters::Period;
use letters::examiner_contract::ExaminerContract;
use letters::examiner_not_needed::ExaminerNotNeeded;
use letters::examiner_orientation::{
    AverageGrade, Disagreement, ExaminerOrientation, GradingLimit, LateGrading, Thesis,
};
use letters::examiner_request::ExaminerRequest;
use rules::calendar::LegalPeriod;
use rules::grade::ThirdExaminer;
use rules::{RuleSet, Text};
use ui::key;
use uuid::Uuid;

/// Asks each proposed examiner: which exam, by when, how many candidates, what fee. An
/// exam that has no day yet has no deadline to ask about: then nobody is asked.
pub(super) async fn request(
    act: &mut Act,
    exam: &Exam,
    seats: &[Seat],
    fee: &str,
    third: bool,
) -> Result<()> {
    if exam.date.is_none() {
        return Ok(());
    }
    let Some((answer, law)) = catalogue::graded_by(act.node(), exam)? else { return Ok(()) };
    let candidates = store::candidates(act.conn(), exam.id).await?;
    for seat in seats {
        to_person(act, seat.person, exam.unit, ("exam", exam.id.0), |head| ExaminerRequest {
            head,
            assignment: exam.assignment(answer.deadline, &law),
            candidates,
            fee: seat.external.then(|| fee_text(fee)),
            third,
        })
        .await?;
    }
    Ok(())
}

/// Tells those who were asked to be the third that none is needed.
pub(super) async fn not_needed(act: &mut Act, exam: &Exam, asked: &[PersonId]) -> Result<()> {
    for person in asked {
        to_person(act, *person, exam.unit, ("exam", exam.id.0), |head| ExaminerNotNeeded {
            head,
            course: exam.letter_course(),
            term: exam.letter_term(),
        })
        .await?;
    }
    Ok(())
}

/// Tells those appointed: an external examiner gets a contract, everyone the orientation.
pub(super) async fn appointed(
    act: &mut Act,
    exam: &Exam,
    seats: &[Seat],
    fee: &str,
    subject: (&'static str, Uuid),
) -> Result<()> {
    let deadline = catalogue::graded_by(act.node(), exam)?;
    let candidates = store::candidates(act.conn(), exam.id).await?;
    for seat in seats {
        if let Some((answer, law)) = deadline.as_ref().filter(|_| seat.external) {
            let terms = Terms { candidates, deadline: answer.deadline, law: law.clone(), fee };
            contract(act, exam, seat.person, terms, subject).await?;
        }
        orientation(act, exam, seat.person, subject).await?;
    }
    Ok(())
}

/// What the contract settles besides who and which exam.
pub(crate) struct Terms<'a> {
    /// How many answers are to be graded.
    pub(crate) candidates: u32,
    /// The last day for the grades.
    pub(crate) deadline: Date,
    /// Its paragraph.
    pub(crate) law: String,
    /// The fee in words; empty for the state's rates.
    pub(crate) fee: &'a str,
}

/// The contract with an external examiner.
///
/// # Errors
/// Not found when there is no such person; no rule set covers the exam's day.
pub(crate) async fn contract(
    act: &mut Act,
    exam: &Exam,
    examiner: PersonId,
    terms: Terms<'_>,
    subject: (&'static str, Uuid),
) -> Result<()> {
    let law = act.node().rules_on(exam.rule_day())?.clone();
    let (cited, keep_answers) = (cited(&law)?.clone(), keep_answers(&law)?);
    let person = crate::people::store::person(act.conn(), examiner).await?;
    let name = person.map(|person| person.name.full()).unwrap_or_default();
    to_person(act, examiner, exam.unit, subject, |mut head| {
        // Signed in its own text.
        head.signatures = Vec::new();
        ExaminerContract {
            head,
            examiner: name,
            assignment: exam.assignment(terms.deadline, &terms.law),
            candidates: terms.candidates,
            fee: fee_text(terms.fee),
            impartiality_law: cited.impartiality.law,
            confidentiality_law: cited.confidentiality.law,
            keep_answers,
        }
    })
    .await?;
    Ok(())
}

/// How grading is done here, told to an examiner under the rules of the exam's day.
///
/// # Errors
/// As [`contract`].
pub(crate) async fn orientation(
    act: &mut Act,
    exam: &Exam,
    examiner: PersonId,
    subject: (&'static str, Uuid),
) -> Result<()> {
    let law = act.node().rules_on(exam.rule_day())?.clone();
    let (cited, keep_answers) = (cited(&law)?.clone(), keep_answers(&law)?);
    to_person(act, examiner, exam.unit, subject, |head| ExaminerOrientation {
        web: head.sender.web.clone(),
        head,
        appointed_by: exam.unit_name.clone(),
        deadlines: limits(&law),
        late: late(&law),
        keep_answers,
        disagreement: disagreement(&law),
        average: average(&law),
        thesis: thesis(&law),
        sources_law: cited.cheating.law,
    })
    .await?;
    Ok(())
}

fn fee_text(fee: &str) -> Text {
    let fee = fee.trim();
    if fee.is_empty() { said(key("examiners-letter-fee")) } else { Text::new(fee, fee, fee) }
}

/// As long as an appeal may still come in, counted from the announcement.
fn keep_answers(law: &RuleSet) -> Result<Period> {
    let appeal = law.sections.appeal.as_ref();
    let length = appeal.map(|appeal| appeal.deadline.period().into());
    length.ok_or_else(|| Error::Internal(anyhow::anyhow!("a rule set without time to appeal")))
}

fn limits(law: &RuleSet) -> Vec<GradingLimit> {
    let Some(section) = &law.sections.grading_deadline else { return Vec::new() };
    let limit = |what: &'static str, length: &LegalPeriod| GradingLimit {
        what: said(what),
        within: length.period().into(),
        from: said(key("examiners-letter-from")),
        law: length.law.clone(),
    };
    let larger = section.larger_work.as_ref().map(|larger| &larger.deadline);
    let ordinary = limit(key("examiners-letter-exams"), &section.deadline);
    let larger = larger.map(|length| limit(key("examiners-letter-theses"), length));
    std::iter::once(ordinary).chain(larger).collect()
}

/// Sanctions begin on a day; what is told is how late one may be before it.
fn late(law: &RuleSet) -> Option<LateGrading> {
    let on_day = law.sections.grading_deadline.as_ref()?.sanction_on_day.as_ref()?;
    let mut after: Period = on_day.period().into();
    after.count = after.count.checked_sub(1).filter(|count| *count > 0)?;
    Some(LateGrading { after })
}

fn disagreement(law: &RuleSet) -> Disagreement {
    let section = law.sections.grade.as_ref();
    match section.and_then(|section| section.third_examiner.as_ref()) {
        Some(third) if third.value == ThirdExaminer::External => {
            Disagreement::ThirdExternal { law: third.law.clone() }
        }
        third => Disagreement::Local {
            text: said(key("examiners-letter-disagreement")),
            law: match (third, section) {
                (Some(third), _) => third.law.clone(),
                (None, Some(section)) => section.scales.law.clone(),
                (None, None) => String::new(),
            },
        },
    }
}

fn average(law: &RuleSet) -> Option<AverageGrade> {
    let section = law.sections.average_grade.as_ref()?;
    let points = ["A", "B", "C", "D", "E"].into_iter().zip(0..).filter_map(|(grade, below)| {
        Some((grade.to_owned(), u32::try_from(section.a_counts_as.value - below).ok()?))
    });
    Some(AverageGrade { points: points.collect(), law: section.a_counts_as.law.clone() })
}

fn thesis(law: &RuleSet) -> Option<Thesis> {
    let section = law.sections.committee.as_ref()?;
    section.supervisor_excluded.as_ref()?;
    let examiners = &section.master_independent.as_ref()?.examiners;
    Some(Thesis {
        examiners: u32::try_from(examiners.value).unwrap_or(u32::MAX),
        law: examiners.law.clone(),
        dispensation_by: said(key("examiners-letter-faculty-board")),
    })
}
