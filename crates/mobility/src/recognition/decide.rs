//! The decision: what was assessed, by another person, where the register does not bar it; or the dismissal
//! where it does.

use super::case::{Case, State};
use super::{OFFICERS, assess, facts, gate, letter, said, store};
use crate::RecognitionId;
use ::store::Entry;
use ::store::job::Job;
use office::calendar::{self, Subject};
use office::{Act, Error, LetterId, Node, Result, letters_out};
use rules::appeal::{Decided, DecisionAppealDeadline, DecisionAppealDeadlineFacts};
use rules::{Decision, Rule, RuleSet};
use serde::Deserialize;
use ui::key;

/// Decides as it was assessed, and writes to the applicant why and how to appeal (fvl. §§ 24, 27). What
/// counts already is counted anew, so that nothing recognised meanwhile counts twice.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `own-assessment` for whoever has
/// assessed it, `row-changed`, `row-withdrawn`, `excluded`, `list-too-old`, `not-looked-up`, and by the rule
/// `recognition-credits`.
pub async fn decide(act: &mut Act, id: RecognitionId) -> Result<()> {
    let case = Case::to_handle(act, id, OFFICERS).await?;
    case.require(&[State::Assessed])?;
    let assessment = case.assessment.as_ref().ok_or(Error::NotFound)?;
    if assessment.assessed_by == act.person()? {
        let text = said(key("recognition-refused-own-assessment"));
        return Err(Error::refused("own-assessment", text));
    }
    assess::unchanged(&case)?;
    assess::none_withdrawn(&case, assessment)?;
    gate::certainly_not_barred(act, case.person).await?;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let (answer, because) = facts::counted(act.conn(), &case, &assessment.grants, &law).await?;
    let sent = letter::decision(act, &case, assessment, answer.credits, &law).await?;
    let decided = store::NewDecision {
        barred_by: None,
        assessment: Some(assessment.id),
        because: &because,
        letter: sent,
    };
    finish(act, &case, &decided, &law).await
}

/// Dismisses an application that the register bars: nothing is assessed, and the letter says until
/// when.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `not-excluded` where no row bars it.
pub async fn dismiss(act: &mut Act, id: RecognitionId) -> Result<()> {
    let case = Case::to_handle(act, id, OFFICERS).await?;
    case.require(&[State::Applied, State::Assessing, State::Assessed])?;
    let (node, today) = (act.node().clone(), act.today());
    let Some(met) = gate::barred(act.conn(), &node, case.person, today).await? else {
        return Err(Error::refused("not-excluded", said(key("recognition-refused-not-excluded"))));
    };
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let sent = letter::dismissal(act, &case, &met, &law).await?;
    let decided = store::NewDecision {
        barred_by: Some(met.row),
        assessment: None,
        because: &met.because,
        letter: sent,
    };
    finish(act, &case, &decided, &law).await
}

async fn finish(
    act: &mut Act,
    case: &Case,
    new: &store::NewDecision<'_>,
    law: &RuleSet,
) -> Result<()> {
    let number = case.decision().map_or(1, |before| before.number + 1);
    store::insert_decision(act, case.id, number, new).await?;
    store::set_state(act, case.id, State::Decided).await?;
    let by_post = letters_out::goes_by_post(act, case.person).await?;
    appeal_until(act, case.id, law, by_post).await
}

/// Until when the decision can be appealed against: from today, when word of it reaches the applicant in her own
/// window; the days of the post later, where it goes on paper (fvl. § 29).
async fn appeal_until(
    act: &mut Act,
    id: RecognitionId,
    law: &RuleSet,
    by_post: bool,
) -> Result<()> {
    let received = act.today().into();
    let facts = DecisionAppealDeadlineFacts { received, by_post, decision: Decided::Other };
    let Decision { outcome, because, .. } = DecisionAppealDeadline::decide(&facts, law);
    let answer = outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
    let (subject, due) = (Subject { kind: "recognition", id: id.0 }, Some(answer.deadline));
    calendar::set(act, subject, DecisionAppealDeadline::NAME, due, &because, law).await
}

/// The job that counts the time to appeal from the posting of a decision that has waited to be printed.
pub(super) const POSTED_JOB: &str = letters_out::RECOGNITION_POSTED;

#[derive(Deserialize)]
struct Posted {
    letter: LetterId,
    subject: RecognitionId,
}

/// Runs [`POSTED_JOB`]: the decision that can be appealed against is on its way from today.
///
/// # Errors
/// The database is away.
pub(super) async fn posted_job(node: &Node, job: &Job) -> Result<()> {
    let Posted { letter, subject: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let case = Case::load(act.conn(), id, true).await?;
    let is_newest = case.decision().is_some_and(|decision| decision.letter == letter);
    let counts = is_newest && case.state == State::Decided;
    if counts {
        let law = node.rule_set(&case.rule_set)?;
        appeal_until(&mut act, id, law, true).await?;
    }
    act.commit(Entry::new("recognition.posted", "recognition", id.0).fact("counts", counts)).await
}
