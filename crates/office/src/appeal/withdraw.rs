//! The student withdraws the appeal.

use super::case::Case;
use super::{State, filing, store};
use crate::{Act, AppealId, Error, Result};

/// Ends the case at the student's own wish. Possible until the outcome is registered; the
/// grade that stood stands. A committee that was at work has nothing more to do, and reads so
/// on its page; the archive has the withdrawal under the case.
///
/// # Errors
/// Not found for another's appeal; refused `wrong-state` once it is finished.
pub async fn withdraw(act: &mut Act, appeal: AppealId) -> Result<()> {
    let case = Case::load(act.conn(), appeal, true).await?;
    if !case.is_of(act.person()?) {
        return Err(Error::NotFound);
    }
    case.require(&[State::Received, State::Parked, State::Accepted, State::Sent, State::Further])?;
    store::set_state(act, case.id, State::Withdrawn, &case.because).await?;
    let title = format!("Klage på karakterfastsetting trukket, {}", case.graded.about());
    filing::incoming(act, case.id, &case.case_number, &case.graded, &title).await
}
