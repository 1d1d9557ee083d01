//! The sender: takes what is due out of the outbox, sends it, judges what comes back.
//!
//! A message is tried until its receipt is there, with waits that grow and are drawn by chance, so
//! that many who wait for one do not come back at once. Only a response signed by the receiver
//! counts; whatever else comes, or nothing, is no answer. Nothing is given up silently: what stays
//! undelivered, or was found to be at fault, is on the desk until a person ends it.

mod attempt;
mod backoff;
mod judge;

use jiff::SignedDuration;

use crate::port::{Leased, Outbox, Outcome, PortFault, Undelivered, WallClock};
use crate::{MessageId, Outgoing, Station};
pub(crate) use backoff::wait;
pub use backoff::{BACKOFF_BASE, BACKOFF_MAX, RETRY_AFTER_MAX, WAIT_MAX};

/// As long as an attempt is ours alone: longer than the network's limits together.
const LEASE: SignedDuration = SignedDuration::from_secs(90);

/// Takes the message that is due first, if one is, for [`send`]: nobody else takes it meanwhile.
pub async fn take_due<S: Station>(station: &S) -> Result<Option<Leased<Outgoing>>, PortFault> {
    let wall = station.clock().now();
    station.mailbox().lease_due(wall, wall + LEASE).await
}

/// Sends the message that is due first, if one is. Answers which it was and what became of it.
pub async fn send_due<S: Station>(station: &S) -> Result<Option<(MessageId, Outcome)>, PortFault> {
    match take_due(station).await? {
        Some(leased) => send(station, leased).await.map(Some),
        None => Ok(None),
    }
}

/// Sends this one now, due or not: for a question whose asker waits. None when it is settled, or
/// being sent by another worker.
pub async fn send_now<S: Station>(
    station: &S,
    id: MessageId,
) -> Result<Option<Outcome>, PortFault> {
    let wall = station.clock().now();
    match station.mailbox().lease_one(id, wall, wall + LEASE).await? {
        Some(leased) => Ok(Some(send(station, leased).await?.1)),
        None => Ok(None),
    }
}

/// Sends what was taken. Answers which it was and what became of it.
pub async fn send<S: Station>(
    station: &S,
    leased: Leased<Outgoing>,
) -> Result<(MessageId, Outcome), PortFault> {
    let outcome = attempt::attempt(station, &leased).await;
    let id = leased.what.envelope().id;
    let (attempt, to) = (leased.lease.attempt, leased.what.envelope().to);
    tracing::debug!(message = %id, %to, attempt, outcome = outcome.name(), "sent");
    station.mailbox().settle(&leased.lease, &outcome, station.clock().now()).await?;
    Ok((id, outcome))
}

/// What needs a person: undelivered for longer than the station's limit, or stuck.
pub async fn alarms<S: Station>(station: &S) -> Result<Vec<Undelivered>, PortFault> {
    let before = station.clock().now() - station.settings().alarm_after;
    station.mailbox().undelivered(before).await
}

impl Outcome {
    /// For the log.
    const fn name(&self) -> &'static str {
        match self {
            Self::Delivered(_) => "delivered",
            Self::Answered(_) => "answered",
            Self::Refused(..) => "refused",
            Self::Stuck(..) => "stuck",
            Self::Later { .. } => "later",
        }
    }
}
