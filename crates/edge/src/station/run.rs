//! What a node does on the wire as long as it runs.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use wire::handle::handle_next;
use wire::port::PortFault;
use wire::send::{send, take_due};

use super::{Domain, Messages, Station, fetch};
use crate::Node;

/// How long a loop waits that nobody stirs: another process may have left something, and what
/// failed comes due again.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many messages are on their way at once: more than there are institutions, so that a question to all of them is
/// under way to the last while the first takes its time.
const SENDERS: usize = 64;

/// How many arrivals are handled at once. No order is promised between messages, and several processes of a node
/// handle beside each other too: what must come one after the other is held by the rows that a use case locks.
const HANDLERS: usize = 4;

/// Sends what is due, hands what has come to the routines, and keeps the directory fresh, until
/// `stopped`. What is under way then is tried again after the next start.
pub async fn run<N: Node>(
    node: N,
    messages: Messages<N>,
    stopped: impl Future<Output = ()> + Send,
) {
    let station = node.station().clone();
    // Dropped at the end, it ends what it has begun.
    let mut workers = JoinSet::new();
    for _ in 0..SENDERS {
        workers.spawn(send_on(station.clone()));
    }
    workers.spawn(look_again(station.clone()));
    let domain = Arc::new(Domain::new(node, messages));
    for _ in 0..HANDLERS {
        workers.spawn(handle(station.clone(), domain.clone()));
    }
    tokio::select! {
        () = stopped => {}
        () = fetch::keep_fresh(&station) => {}
    }
}

/// Sends what is due, and waits to be stirred where nothing is.
async fn send_on(station: Arc<Station>) {
    loop {
        match take_due(&*station).await {
            Ok(Some(leased)) => {
                // There may be more, for others to send while this one is on its way: each stirs two.
                station.something_was_sent();
                station.something_was_sent();
                if let Err(fault) = send(&*station, leased).await {
                    rest(&fault).await;
                }
                station.something_has_come();
            }
            Ok(None) => station.sent.notified().await,
            Err(fault) => rest(&fault).await,
        }
    }
}

/// Stirs a sender now and then: for those who wait, a message that comes due is no stir.
async fn look_again(station: Arc<Station>) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        station.something_was_sent();
    }
}

async fn handle<N: Node>(station: Arc<Station>, domain: Arc<Domain<N>>) {
    loop {
        match handle_next(&*station, &*domain).await {
            // What was handled may have sent something in its act.
            Ok(Some(_)) => station.something_was_sent(),
            Ok(None) => stirred(&station.came).await,
            Err(fault) => rest(&fault).await,
        }
    }
}

async fn stirred(by: &Notify) {
    // Too late is as good as stirred: both look again.
    let _ = tokio::time::timeout(LOOK_EVERY, by.notified()).await;
}

async fn rest(fault: &PortFault) {
    tracing::warn!(%fault, "the wire rests");
    tokio::time::sleep(LOOK_EVERY).await;
}

/// Handles what has come and sends what is due, until neither is left: a test goes on when nothing
/// is under way. Answers how many messages were tried.
///
/// # Errors
/// The mailbox is away, or an arrival could not be handled.
#[cfg(any(test, feature = "testing"))]
pub async fn settle<N: Node>(node: &N, messages: Messages<N>) -> Result<usize, PortFault> {
    use wire::handle::Handled;
    let (station, mut tried) = (node.station().clone(), 0);
    let domain = Domain::new(node.clone(), messages);
    loop {
        match handle_next(&*station, &domain).await? {
            Some(Handled::Done) => continue,
            Some(Handled::Failed) => return Err(PortFault::plain("an arrival was not handled")),
            None => {}
        }
        match wire::send::send_due(&*station).await? {
            Some(_) => tried += 1,
            None => return Ok(tried),
        }
    }
}
