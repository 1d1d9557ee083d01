//! The node's copy of the directory.

use std::sync::Arc;

use super::PortFault;
use crate::directory::Verified;

/// What the node knows of the directory. It keeps every version that it has verified: the newest
/// to act by, older ones for the evidence of their time.
pub trait Directory: Send + Sync {
    /// The newest version that was verified, whatever its age; none before the first was fetched.
    fn newest(&self) -> impl Future<Output = Result<Option<Arc<Verified>>, PortFault>> + Send;
}
