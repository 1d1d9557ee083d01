//! What the domain does with what has come.

use std::error::Error;

use super::{Arrived, Mailbox};

/// The domain's side: acts on one arrival, within the act. Whatever it changes becomes true
/// together with "handled", or not at all.
pub trait Handler<M: Mailbox>: Send + Sync {
    /// Acts, and gives the act back with what its commit takes along. A failure drops it, leaves
    /// nothing behind and is tried again; its text is kept, so it must not show personal data.
    fn handle(
        &self,
        act: M::Act,
        arrived: &Arrived,
    ) -> impl Future<Output = Result<(M::Act, M::Entry), Box<dyn Error + Send + Sync>>> + Send;
}
