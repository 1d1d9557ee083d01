//! Until when one signs up for an exam and withdraws from it, kept as dates with reasons.

use super::{Exam, store};
use crate::calendar::{self, Subject};
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

/// Counts the deadlines anew and stores them, whenever their facts have changed.
///
/// # Errors
/// Not found for an exam that is not there; no rule set covers the date.
pub async fn keep_deadlines(act: &mut Act, id: ExamId) -> Result<()> {
    let exam = store::exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let found = deadlines(act.node(), &exam)?;
    let law = act.node().rules_on(exam.rule_day())?.clone();
    let subject = Subject { kind: "exam", id: id.0 };
    let signup = found.signup.outcome.ok().map(|answer| answer.deadline);
    calendar::set(act, subject, SignupDeadline::NAME, signup, &found.signup.because, &law).await?;
    let (day, because) = match found.withdrawal {
        Some(decision) => (decision.outcome.ok().map(|answer| answer.deadline), decision.because),
        None => (None, Vec::new()),
    };
    calendar::set(act, subject, WithdrawalDeadline::NAME, day, &because, &law).await?;
    // The grading deadline is counted by a routine above this one.
    let now = act.now();
    act.enqueue("grading.deadline", serde_json::json!({ "exam": id }), now).await
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
