//! A port that does not work.

use std::error::Error;

/// Something outside failed: the database, the key store. The wire tries again later and does
/// nothing by halves. Its text must not show personal data.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct PortFault {
    what: &'static str,
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl PortFault {
    /// What failed, and through what.
    pub fn new(what: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { what, source: Some(source.into()) }
    }

    /// What failed, with no more to say.
    pub const fn plain(what: &'static str) -> Self {
        Self { what, source: None }
    }
}
