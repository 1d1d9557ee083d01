//! The student withdraws the appeal.

use super::case::Case;
use super::{State, letter, store};
use crate::archive::{self, Direction, NewEntry};
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
    file_withdrawal(act, &case).await
}

/// What came in from the student stands in the archive beside the appeal (O-02).
async fn file_withdrawal(act: &mut Act, case: &Case) -> Result<()> {
    let student = crate::people::store::person(act.conn(), case.graded.person).await?;
    let student = student.ok_or(Error::NotFound)?;
    let entry = NewEntry {
        case_number: &case.case_number,
        direction: Direction::Incoming,
        title: &format!("Klage på karakterfastsetting trukket, {}", case.graded.about()),
        description: "",
        correspondent: &student.name.shown(rules::Language::Nb),
        access_code: letter::PERSONAL,
        archive_code: "",
        unit: case.graded.unit,
        subject: ("appeal", case.id.0),
        file: None,
        letter: None,
    };
    archive::register(act, entry).await?;
    Ok(())
}
