//! A refusal whose exclusion has been changed since is considered again by somebody of the unit: its period may be
//! shorter now than what was refused asked for.

use super::case::Case;
use super::{HANDLERS, said, store};
use crate::{Act, Error, RefusalId, Result};
use ui::key;

/// Notes that the refusal has been considered again with what its exclusion is now. What follows from that is its
/// own act: a place is offered, or a registration made, as for anybody.
///
/// # Errors
/// Not found outside one's scope and in one's own case; refused `not-changed` where the exclusion is what it was,
/// or has been looked at as it is.
pub async fn look_again(act: &mut Act, id: RefusalId) -> Result<()> {
    let case = Case::lock(act, id).await?;
    act.who()?.require(HANDLERS, &case.place)?;
    if case.person == act.person()? {
        return Err(Error::NotFound);
    }
    let Some(version) = case.changed else {
        return Err(Error::refused("not-changed", said(key("quarantine-refused-not-changed"))));
    };
    let (by, today) = (act.person()?, act.today());
    Ok(store::again::insert(act.conn(), (id, version), by, today).await?)
}
