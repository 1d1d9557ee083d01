//! Until when one signs up for an exam and withdraws from it, kept as dates with reasons.

use super::{Exam, store};
use crate::calendar::{self, Computed, Subject};
use crate::{Act, Error, ExamId, Node, Result};
use jiff::civil::Date;
use rules::grading::{GradingDeadline, GradingDeadlineAnswer, GradingDeadlineFacts};
use rules::registration::{
    Signup, SignupDeadline, SignupDeadlineFacts, Withdrawal, WithdrawalDeadline,
    WithdrawalDeadlineFacts,
};
use rules::{Decision, Rule};

/// The two deadlines of a candidate, each with its reasons or the reason why there is none.
pub struct Deadlines {
    /// The last day to sign up.
    pub signup: Decision<Signup>,
    /// The last day to withdraw; absent while the exam has no day.
    pub withdrawal: Option<Decision<Withdrawal>>,
}

impl Deadlines {
    /// The last day to sign up, where it has passed before the exam is held and nobody is signed up: then
    /// no student can be, unless an officer does it in a case.
    pub fn signup_over(&self, exam: &Exam, registered: i64, today: Date) -> Option<Date> {
        let ahead = exam.date.is_none_or(|date| date >= today);
        let last = self.signup.outcome.as_ref().ok().map(|answer| answer.deadline);
        last.filter(|last| *last < today && ahead && registered == 0)
    }
}

/// Asks the rules of the exam's own date.
///
/// # Errors
/// No rule set covers the date.
pub fn deadlines(node: &Node, exam: &Exam) -> Result<Deadlines> {
    let law = node.rules_on(exam.rule_day())?;
    let facts =
        SignupDeadlineFacts { term: exam.term, kind: exam.kind, exam_date: None, announced: None };
    let withdrawal = exam.date.map(|date| {
        let facts = WithdrawalDeadlineFacts {
            term: exam.term,
            kind: exam.kind,
            exam_date: date.into(),
            first_hand_in: None,
        };
        WithdrawalDeadline::decide(&facts, law)
    });
    Ok(Deadlines { signup: SignupDeadline::decide(&facts, law), withdrawal })
}

/// Counts the deadlines of exams anew and stores them, whenever their facts have changed.
///
/// # Errors
/// Not found for an exam that is not there; no rule set covers the date.
pub async fn keep_deadlines(act: &mut Act, ids: &[ExamId]) -> Result<()> {
    let exams = store::exams_by_id(act.conn(), ids).await?;
    if ids.iter().any(|id| !exams.iter().any(|exam| exam.id == *id)) {
        return Err(Error::NotFound);
    }
    let node = act.node().clone();
    let mut computed = Vec::new();
    for exam in &exams {
        computed.extend(of_candidate(&node, exam)?);
    }
    calendar::set_all(act, &computed).await?;
    // The grading deadline is counted by a routine above this one.
    let (jobs, now) = (exams.iter().map(|exam| serde_json::json!({ "exam": exam.id })), act.now());
    act.enqueue_each("grading.deadline", jobs.collect(), now).await
}

/// Until when a candidate signs up for an exam and withdraws from it, as it is stored.
fn of_candidate<'a>(node: &'a Node, exam: &Exam) -> Result<[Computed<'a>; 2]> {
    let found = deadlines(node, exam)?;
    let law = node.rules_on(exam.rule_day())?;
    let subject = Subject { kind: "exam", id: exam.id.0 };
    let (due_on, because) = match found.withdrawal {
        Some(decision) => (decision.outcome.ok().map(|answer| answer.deadline), decision.because),
        None => (None, Vec::new()),
    };
    let withdrawal = Computed { subject, kind: WithdrawalDeadline::NAME, due_on, because, law };
    let due_on = found.signup.outcome.ok().map(|answer| answer.deadline);
    let because = found.signup.because;
    Ok([Computed { subject, kind: SignupDeadline::NAME, due_on, because, law }, withdrawal])
}

/// By when grading is to be ready, asked of the rule of the exam's own day; `None` while
/// the exam has no day.
///
/// # Errors
/// No rule set covers the day.
pub fn grading_deadline(
    node: &Node,
    exam: &Exam,
) -> Result<Option<Decision<GradingDeadlineAnswer>>> {
    let Some(date) = exam.date else { return Ok(None) };
    let facts = GradingDeadlineFacts {
        form: exam.form,
        level: Some(exam.level),
        exam_date: date.into(),
        credits: Some(exam.credits),
        extension: None,
    };
    Ok(Some(GradingDeadline::decide(&facts, node.rules_on(date)?)))
}

/// The grading deadline of an exam and the paragraph it rests on; `None` where there is none.
///
/// # Errors
/// As [`grading_deadline`].
pub fn graded_by(node: &Node, exam: &Exam) -> Result<Option<(GradingDeadlineAnswer, String)>> {
    let Some(decision) = grading_deadline(node, exam)? else { return Ok(None) };
    let law = decision.because.first().map_or_else(String::new, |reason| reason.law.clone());
    Ok(decision.outcome.ok().map(|answer| (answer, law)))
}
