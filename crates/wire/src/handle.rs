//! Handing what has come to the domain, once.

use jiff::SignedDuration;

use crate::Station;
use crate::port::{Handler, Inbox, Leased, PortFault, WallClock};
use crate::send::wait;

/// As long as a handler has; another worker takes it up afterwards.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// Acted on and committed, now or by an attempt before.
    Done,
    /// The handler failed; nothing was changed, and it is tried again, after waits that grow as a sender's do.
    Failed,
}

/// Hands the oldest arrival to the domain, if one waits. Its effect and "handled" are committed
/// together, so whatever dies on the way, it is acted on once.
pub async fn handle_next<S: Station>(
    station: &S,
    handler: &impl Handler<S::Mailbox>,
) -> Result<Option<Handled>, PortFault> {
    let (wall, mailbox) = (station.clock().now(), station.mailbox());
    let Some(Leased { lease, what }) = mailbox.lease_arrived(wall, wall + LEASE).await? else {
        return Ok(None);
    };
    let Some(act) = mailbox.open(&lease).await? else { return Ok(Some(Handled::Done)) };
    match handler.handle(act, &what).await {
        Ok((act, entry)) => {
            mailbox.handled(act, &lease, entry).await?;
            Ok(Some(Handled::Done))
        }
        Err(failure) => {
            tracing::warn!(%failure, attempt = lease.attempt, "an arrival waits");
            let retry_at = station.clock().now() + wait(lease.attempt, None, station.chance());
            mailbox.failed(&lease, &failure.to_string(), retry_at).await?;
            Ok(Some(Handled::Failed))
        }
    }
}
