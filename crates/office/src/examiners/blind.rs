//! Who may assess an answer anew: a new assessment knows nothing of the first (uhl. § 11-11).

use crate::access::{self, Role};
use crate::people::PlaceCode;
use crate::{Act, Error, PersonId, Result};

/// Asks that each of these examiners neither is the one who appeals, nor appoints himself, nor by a role at
/// the unit can or will be able to look up the case or the first grade. The names stand in the refusal.
///
/// # Errors
/// Refused `not-blind`.
pub(crate) async fn require_blind(
    act: &mut Act,
    place: &PlaceCode,
    appellant: PersonId,
    examiners: &[(PersonId, &str)],
) -> Result<()> {
    // No role is given them meanwhile, as none is given in which they would read the case. They are held in
    // the order of their ids, whatever their seats: two boards that seat the same two the other way round
    // would else wait for each other for ever.
    let mut held: Vec<PersonId> = examiners.iter().map(|(person, _)| *person).collect();
    held.sort_unstable();
    for person in held {
        access::store::lock_rights(act.conn(), person).await?;
    }
    for (examiner, name) in examiners {
        let part = *examiner == appellant || act.person()? == *examiner;
        let (roles, today) = (&Role::READERS_OF_CASES, act.today());
        if part || access::store::holds(act.conn(), *examiner, roles, place, today).await? {
            let text = ui::messages::text("appeal-not-blind", &[("name", name)]);
            return Err(Error::refused("not-blind", text));
        }
    }
    Ok(())
}
