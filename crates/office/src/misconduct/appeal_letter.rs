//! The decision on the appeal to the student.

use super::appeal::{Outcome, Settle, Vote};
use super::case::{Case, same};
use super::decide::{Ruled, Ruling};
use super::{basis, decision_letter, letter};
use crate::{Act, Error, LetterId, Result};
use letters::misconduct::Body;
use letters::misconduct_appeal_decision::{AppealOutcome, Court, MisconductAppealDecision};
use rules::RuleSet;

/// Writes to the student what the national board has decided; the unit that reported gets a copy.
pub(super) async fn settled(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Settle,
    before: &Ruled<'_>,
    after: Option<(&Ruling, &Ruled<'_>)>,
) -> Result<LetterId> {
    let section = basis::section(law)?;
    let first = case.decision.as_ref().map(|decision| decision.decided_on);
    let (head, student) = letter::to_student(act, case, law).await?;
    let outcome = match (new.outcome, after) {
        (Outcome::Changed, Some((ruling, ruled))) => AppealOutcome::Changed {
            ordered: decision_letter::ordered(case, law, ruling, ruled)?,
            registered: decision_letter::registered(act, law, ruled)?,
        },
        (Outcome::Upheld, _) => AppealOutcome::Upheld,
        _ => AppealOutcome::Reversed,
    };
    let court = section.court.as_ref().filter(|_| before.basis.is_some());
    let letter = MisconductAppealDecision {
        head,
        matter: case.letter_matter()?,
        first_body: basis::board(law)?.into(),
        first_decided_on: first.ok_or(Error::NotFound)?,
        body: Body::JointAppealsBoard,
        met_on: new.decided_on,
        case_number: new.case_number.trim().to_owned(),
        vote: match new.vote {
            Vote::Unanimous => letters::misconduct::Vote::Unanimous,
            Vote::TwoThirds => letters::misconduct::Vote::TwoThirds,
            Vote::Majority => letters::misconduct::Vote::Majority,
        },
        grounds: same(new.grounds.trim()),
        outcome,
        was_registered: before.rows.iter().any(|row| row.transfers),
        others_told: before.basis.is_some(),
        final_law: section.finality.law.clone(),
        court: court.map(|court| Court { months: court.months, law: court.law.clone() }),
    };
    letter::send(act, case, law, &student, &letter).await
}
