//! The report is signed and goes to the central department, which takes it up.

use super::case::{Case, State};
use super::{HANDLERS, SIGNERS, filing, letter, store};
use crate::{Act, Error, MisconductId, Result};

/// Signs the report for the unit and sends it to the central department, with a copy to the
/// faculty and its record in the archive (P-04, P-05).
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `same-person` for who wrote it, and
/// `role-from-other` for who has her role from the writer alone.
pub async fn sign(act: &mut Act, id: MisconductId) -> Result<()> {
    let case = Case::to_handle(act, id, SIGNERS).await?;
    case.require(&[State::Reported])?;
    if case.registered_by == act.person()? {
        let text = ui::messages::text("misconduct-refused-same-person", &[]);
        return Err(Error::refused("same-person", text));
    }
    let (by, today) = (act.person()?, act.today());
    let of = (by, SIGNERS, case.registered_by);
    if !store::role_from_another(act.conn(), of, (case.unit, today)).await? {
        let text = ui::messages::text("misconduct-refused-role-from", &[]);
        return Err(Error::refused("role-from-other", text));
    }
    store::sign(act, id, "head_of_unit").await?;
    store::set_sent(act, id).await?;
    let case = Case::load(act.conn(), id, false).await?;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let sent = letter::report(act, &case, &law).await?;
    filing::report(act, &case, &law, sent).await
}

/// The central department takes the case up (Z-4: the unit reports, the department decides the way).
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`.
pub async fn take(act: &mut Act, id: MisconductId) -> Result<()> {
    let case = Case::to_handle(act, id, HANDLERS).await?;
    case.require(&[State::Sent])?;
    let place = case.place.clone();
    let who = act.who()?;
    let held = who
        .grants
        .iter()
        .find(|grant| HANDLERS.contains(&grant.role) && grant.place.covers(&place));
    let at = held.map(|grant| grant.place.clone()).ok_or(Error::NotFound)?;
    store::set_taken(act, id, &at).await
}
