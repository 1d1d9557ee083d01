//! The decision: what was assessed, by another person, where the register does not bar it; or the dismissal
//! where it does.

use super::case::{Case, State};
use super::{OFFICERS, assess, facts, gate, letter, said, store};
use crate::RecognitionId;
use office::calendar::{self, Subject};
use office::{Act, Error, Result};
use rules::appeal::{Decided, DecisionAppealDeadline, DecisionAppealDeadlineFacts};
use rules::{Decision, Rule, RuleSet};
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
    appeal_until(act, case.id, law).await
}

/// Until when the decision can be appealed against: from today, when the letter is there (fvl. § 29).
async fn appeal_until(act: &mut Act, id: RecognitionId, law: &RuleSet) -> Result<()> {
    let facts = DecisionAppealDeadlineFacts {
        received: act.today().into(),
        by_post: false,
        decision: Decided::Other,
    };
    let Decision { outcome, because, .. } = DecisionAppealDeadline::decide(&facts, law);
    let answer = outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
    let (subject, due) = (Subject { kind: "recognition", id: id.0 }, Some(answer.deadline));
    calendar::set(act, subject, DecisionAppealDeadline::NAME, due, &because, law).await
}
