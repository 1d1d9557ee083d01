//! Shortcuts to what is said.

use office::Error;

pub use office::catalogue::refused as put_back;
pub use office::said::{at, refused, said};

/// Tells that the database holds what it should not.
pub fn wrong(what: &str) -> Error {
    Error::Internal(anyhow::anyhow!("the database holds what is not {what}"))
}
