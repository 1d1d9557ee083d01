//! Whether those who sit in a committee now may grade the exam: a seat can be given back after
//! the board has filled it.

use super::{committee, store};
use crate::catalogue::Exam;
use crate::{Act, CommitteeId, Error, Node, Result};
use rules::Decision;
use rules::committee::CommitteeAnswer;
use sqlx::PgConnection;

/// Asks the rule `committee` about those who sit now in the committee that grades the exam
/// first (uhl. § 11-7 (2)).
///
/// # Errors
/// No rule set covers the exam's day.
pub(crate) async fn judge_seated(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    id: CommitteeId,
) -> Result<Decision<CommitteeAnswer>> {
    let seated = store::seated_with_standing(conn, id).await?;
    let dispensation = store::dispensation(conn, id).await?;
    committee::judge(node, exam, &seated, &dispensation)
}

/// Lets on only a committee that may grade the exam as it sits. The exam's row is held by the
/// caller, so that nobody gives a seat back meanwhile.
///
/// # Errors
/// The refusals of the rule `committee`, every one at once.
pub(crate) async fn require_seated(act: &mut Act, exam: &Exam, id: CommitteeId) -> Result<()> {
    let node = act.node().clone();
    let decision = judge_seated(act.conn(), &node, exam, id).await?;
    decision.outcome.map_err(|refusal| Error::because(refusal, decision.because))?;
    Ok(())
}
