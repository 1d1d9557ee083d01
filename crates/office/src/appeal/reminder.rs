//! Reminding the committee that assesses anew: at once, and once a day (E-13, B-18).

use super::case::Case;
use super::{HANDLERS, State, gate};
use crate::calendar::{self, Subject};
use crate::grading::{Due, remind_committee};
use crate::{Act, AppealId, Error, Result};

/// Writes to those of the committee at work who have not given a standpoint, not closed the protocol
/// or not signed it; answers how many.
///
/// # Errors
/// Not found outside one's scope, and in a case without a day; refused `wrong-state` while no committee has its package,
/// `received`, `reminded` when they have been written to today, and `nothing-outstanding`.
pub async fn remind(act: &mut Act, id: AppealId) -> Result<usize> {
    let case = Case::open(act, id, HANDLERS).await?;
    case.require(&[State::Sent, State::Further])?;
    let Some(committee) = case.at_work() else {
        return Err(Error::refused("wrong-state", ui::messages::text("appeal-wrong-state", &[])));
    };
    let stored = case.due(act.conn()).await?.ok_or(Error::NotFound)?;
    let subject = Subject { kind: "appeal", id: id.0 };
    let sanction = calendar::store::get(act.conn(), subject, gate::SANCTION).await?;
    let due = Due {
        deadline: stored.due_on.ok_or(Error::NotFound)?,
        law: stored.because.last().map(|last| last.law.clone()).unwrap_or_default(),
        sanction_from: sanction.and_then(|sanction| sanction.due_on),
        regrade: true,
    };
    remind_committee(act, committee.id, &due).await
}
