//! The diploma comes back, and the appeal that waited for it goes on (O-15).

use super::case::Case;
use super::gate::{self, Lodged};
use super::{State, letter, store};
use crate::explanation::{Graded, STAFF};
use crate::{Act, AppealId, Error, Result};

/// Notes that the diploma has been handed in and takes the appeal up, with a letter to the student.
///
/// # Errors
/// Not found outside one's scope; refused `wrong-state` unless the case is parked.
pub async fn return_diploma(act: &mut Act, appeal: AppealId) -> Result<()> {
    let mut case = Case::open(act, appeal, STAFF).await?;
    case.require(&[State::Parked])?;
    store::diploma_returned(act, &case.graded).await?;
    case.graded = Graded::load(act.conn(), case.graded.result, true).await?;
    let law = case.law(act)?;
    let decision = gate::ask(&case.graded, Lodged::of(&case), &law);
    let admission =
        decision.outcome.map_err(|refusal| Error::because(refusal, decision.because.clone()))?;
    let state = gate::state(&admission);
    store::set_state(act, case.id, state, &decision.because).await?;
    if state == State::Accepted {
        let today = act.today();
        gate::set_deadline(act, case.id, &case.graded, today, &law).await?;
        letter::registered(act, &case, state, &law).await?;
    }
    Ok(())
}
