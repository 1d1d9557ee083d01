//! Granting a role at a unit, and ending it. Nobody does either to himself.

use super::{Role, store};
use crate::ids::{GrantId, PersonId, UnitId};
use crate::people::PlaceCode;
use crate::people::store::unit;
use crate::{Act, Error, Result};
use jiff::civil::Date;
use rules::Text;

/// Who may give and take roles.
pub const ADMINISTRATORS: &[Role] = &[Role::AccessAdministrator];

/// A role to be given.
pub struct NewGrant {
    /// To whom.
    pub person: PersonId,
    /// At which unit, and in the units below.
    pub unit: UnitId,
    /// Which role.
    pub role: Role,
    /// The first day.
    pub valid_from: Date,
    /// The last day, inclusive. A substitute's role always has one.
    pub valid_to: Option<Date>,
    /// The person a substitute stands in for.
    pub substitute_for: Option<PersonId>,
}

/// Gives a role.
///
/// # Errors
/// Not found outside the administrator's units; refused `own-role`, `ends-before-it-begins`,
/// `substitute-without-end`, and `assesses-anew` for a role in which who assesses an answer
/// anew would come to read the case (uhl. § 11-11).
pub async fn grant(act: &mut Act, new: NewGrant) -> Result<GrantId> {
    let place = unit(act.conn(), new.unit).await?.ok_or(Error::NotFound)?.place_code;
    if !act.who()?.may(ADMINISTRATORS, &place) {
        return Err(Error::NotFound);
    }
    not_oneself(act, new.person)?;
    if new.valid_to.is_some_and(|to| to < new.valid_from) {
        return Err(Error::field(
            "valid_to",
            Text::new(
                "Siste dag kan ikke være før første dag.",
                "Siste dag kan ikkje vere før første dag.",
                "The last day cannot be before the first.",
            ),
        ));
    }
    if new.substitute_for.is_some() && new.valid_to.is_none() {
        return Err(Error::field(
            "valid_to",
            Text::new(
                "En vikar må ha en siste dag.",
                "Ein vikar må ha ein siste dag.",
                "A substitute needs a last day.",
            ),
        ));
    }
    stays_blind(act, &new, &place).await?;
    store::insert_grant(act, &new).await
}

/// While a case is open, whoever assesses the answer anew gets no role that shows it.
async fn stays_blind(act: &mut Act, new: &NewGrant, place: &PlaceCode) -> Result<()> {
    store::lock_rights(act.conn(), new.person).await?;
    let reads = Role::READERS_OF_CASES.contains(&new.role);
    if !reads || !store::assesses_anew(act.conn(), new.person, place).await? {
        return Ok(());
    }
    Err(Error::refused(
        "assesses-anew",
        Text::new(
            "Denne personen vurderer en klage her på nytt og kan ikke få en rolle som viser klagesaken. Gi rollen når klagen er avgjort.",
            "Denne personen vurderer ei klage her på nytt og kan ikkje få ei rolle som viser klagesaka. Gi rolla når klaga er avgjord.",
            "This person is assessing an appeal here anew and cannot be given a role that shows the case. Give the role when the appeal is decided.",
        ),
    ))
}

/// Ends a role: yesterday was its last day, or it never began.
///
/// # Errors
/// Not found outside the administrator's units; refused `own-role`.
pub async fn end_grant(act: &mut Act, id: GrantId) -> Result<()> {
    let (person, place) = store::grant_for_update(act, id).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(ADMINISTRATORS, &place) {
        return Err(Error::NotFound);
    }
    not_oneself(act, person)?;
    store::end_grant(act, id).await
}

fn not_oneself(act: &Act, person: PersonId) -> Result<()> {
    if act.person()? != person {
        return Ok(());
    }
    Err(Error::refused(
        "own-role",
        Text::new(
            "Du kan ikke gi eller ta en rolle fra deg selv. Be en annen tilgangsansvarlig om det.",
            "Du kan ikkje gi eller ta ei rolle frå deg sjølv. Be ein annan tilgangsansvarleg om det.",
            "You cannot give yourself a role or take one from yourself. Ask another access administrator.",
        ),
    ))
}
