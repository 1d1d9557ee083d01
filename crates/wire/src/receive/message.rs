//! A message: stored with its receipt, then acknowledged.

use jiff::Timestamp;

use super::respond::{self, Said};
use crate::port::{Inbox, Incoming, Stored};
use crate::{Fault, Problem, Receipt, Route, Station};

/// Stores a message that has passed all checks. The receipt that is stored along with it is the
/// evidence of what was said; it is made before, and given only when both are stored.
pub(super) async fn store<S: Station>(station: &S, incoming: Incoming) -> Result<Said, Problem> {
    let first = receipt(station, &incoming, incoming.received_at);
    let asked = respond::Asking::to(&incoming.request);
    let signed = respond::sign(station, Route::Message, &asked, &first).await;
    let signed = signed.ok_or(Fault::Away)?;
    let stored = station.mailbox().store(&incoming, &signed).await;
    match stored.map_err(|fault| respond::away(&fault))? {
        Stored::New => Ok(Said::Signed(signed)),
        Stored::Again(stored_at) => Ok(receipt(station, &incoming, stored_at)),
        Stored::Different => Err(Fault::DifferentContent.into()),
    }
}

fn receipt<S: Station>(station: &S, incoming: &Incoming, stored_at: Timestamp) -> Said {
    let (message, digest) = (incoming.envelope.id, incoming.request.digest);
    Said::ok(&Receipt { message, digest, stored_at, by: station.me() })
}
