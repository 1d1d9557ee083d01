//! The plain way to write to a person: addressed to her, in her language, by the officer at work.

use super::{Channel, NewLetter, addressee, head, send, signature_of_handler};
use crate::{Act, Error, LetterId, PersonId, Result, UnitId};
use letters::{Head, Letter};
use uuid::Uuid;

/// Sends a letter to a person. `write` gets the head, addressed and signed.
///
/// # Errors
/// Not found when there is no such person or unit.
pub async fn to_person<L: Letter>(
    act: &mut Act,
    person: PersonId,
    unit: UnitId,
    subject: (&'static str, Uuid),
    write: impl FnOnce(Head) -> L,
) -> Result<LetterId> {
    let (node, today) = (act.node().clone(), act.today());
    let person = crate::people::store::person(act.conn(), person).await?.ok_or(Error::NotFound)?;
    let mut head = head(act.conn(), &node, unit, "", today).await?;
    head.addressee = Some(addressee(&person));
    head.signatures = act.who().ok().map(signature_of_handler).into_iter().collect();
    let new = NewLetter {
        letter: &write(head),
        language: person.language,
        person: Some(person.id),
        unit,
        subject,
        channel: Channel::Email,
        copies: &[],
    };
    send(act, new).await
}
