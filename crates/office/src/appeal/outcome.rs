//! The new grade: up, down or the same.

use super::case::Case;
use super::{HANDLERS, State, filing, letter, store};
use crate::examiners::CommitteeKind;
use crate::explanation::Graded;
use crate::{Act, AppealId, Error, Result, grading};
use rules::regrade::outcome::{RegradeNeed, RegradeOutcome, RegradeOutcomeFacts};
use rules::{Grade, Rule};

/// What came of registering an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The grade is final.
    Final(Grade),
    /// The two grades lie so far apart that a further committee must look first.
    Further,
}

/// Registers the outcome once everyone in the committee has signed (O-21, O-22). A final
/// grade becomes a new result that takes the place of the one appealed against; the
/// student and the faculty's exam coordinator are written to, and the office keeps a copy of the
/// protocol (O-23).
///
/// # Errors
/// Not found outside one's scope; refused `wrong-state`, `not-all-signed`, and by the rule:
/// `mixed-scales`.
pub async fn settle(act: &mut Act, appeal: AppealId) -> Result<Settled> {
    let case = Case::open(act, appeal, HANDLERS).await?;
    case.require(&[State::Sent, State::Further])?;
    // Once a further committee is to look, the first one's grade is not asked again.
    let at_work =
        case.committee().filter(|c| case.state == State::Sent || c.kind == CommitteeKind::Further);
    let committee = at_work.ok_or_else(not_signed)?;
    let assessed =
        store::signed_assessment(act.conn(), committee.id, case.graded.registration).await?;
    let assessed = assessed.ok_or_else(not_signed)?;
    let law = case.law(act)?;
    let old = grade(&case.graded.grade)?;
    let new = grade(&assessed.grade)?;
    let facts = RegradeOutcomeFacts { old, new, written_part_of_oral: false };
    let decision = RegradeOutcome::decide(&facts, &law);
    let answer =
        decision.outcome.map_err(|refusal| Error::because(refusal, decision.because.clone()))?;
    let first_look = committee.kind == CommitteeKind::Regrade;
    if first_look && answer.needs == Some(RegradeNeed::FurtherAssessment) {
        // What this step rests on is not taken back any more.
        grading::keep(act, assessed.protocol).await?;
        store::set_further(act, &case, &decision.because).await?;
        filing::protocol(act, &case, &assessed).await?;
        return Ok(Settled::Further);
    }
    in_force(act, &case).await?;
    grading::publish(act, assessed.protocol, "appeal", &[(case.graded.registration, new)]).await?;
    store::set_decided(act, &case, new, &decision.because).await?;
    letter::result(act, &case, &assessed, old, new, &law).await?;
    filing::protocol(act, &case, &assessed).await?;
    Ok(Settled::Final(new))
}

/// The grade appealed against must still be the one that counts.
async fn in_force(act: &mut Act, case: &Case) -> Result<()> {
    if Graded::load(act.conn(), case.graded.result, true).await?.superseded {
        return Err(Error::Conflict(ui::messages::text("appeal-grade-changed", &[])));
    }
    Ok(())
}

fn grade(code: &str) -> Result<Grade> {
    Grade::from_code(code).ok_or_else(|| Error::Internal(anyhow::anyhow!("no grade: {code}")))
}

fn not_signed() -> Error {
    Error::refused("not-all-signed", ui::messages::text("appeal-not-all-signed", &[]))
}
