//! Who may assess an answer anew: a new assessment knows nothing of the first (uhl. § 11-11).

use crate::access::{self, Role};
use crate::people::PlaceCode;
use crate::{Act, Error, PersonId, Result};

/// Asks that an examiner neither is the one who appeals, nor appoints himself, nor by a role at
/// the unit can or will be able to look up the case or the first grade. `name` stands in the refusal.
///
/// # Errors
/// Refused `not-blind`.
pub(crate) async fn require_blind(
    act: &mut Act,
    place: &PlaceCode,
    appellant: PersonId,
    examiner: PersonId,
    name: &str,
) -> Result<()> {
    // No role is given him meanwhile, as none is given in which he would read the case.
    access::store::lock_rights(act.conn(), examiner).await?;
    let part = examiner == appellant || act.person()? == examiner;
    let (roles, today) = (&Role::READERS_OF_CASES, act.today());
    if part || access::store::holds(act.conn(), examiner, roles, place, today).await? {
        let text = ui::messages::text("appeal-not-blind", &[("name", &name)]);
        return Err(Error::refused("not-blind", text));
    }
    Ok(())
}
