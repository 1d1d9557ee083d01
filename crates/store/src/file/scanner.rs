//! The port for a malware scanner.

use std::pin::Pin;

/// What a scanner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing found.
    Clean,
    /// Refused.
    Infected,
    /// Nobody has looked.
    NotScanned,
}

/// A malware scanner.
pub trait Scanner: Send + Sync {
    /// Begins with one file.
    fn begin(&self) -> Box<dyn Scan>;
}

/// The scan of one file: fed piece by piece, then asked.
pub trait Scan: Send + Sync {
    /// The next piece of the content.
    fn feed(&mut self, piece: &[u8]);

    /// The verdict on what was fed.
    fn verdict(self: Box<Self>) -> Pin<Box<dyn Future<Output = Verdict> + Send>>;
}

/// For an installation without a scanner: each file says that nobody has looked.
pub struct NoScanner;

impl Scanner for NoScanner {
    fn begin(&self) -> Box<dyn Scan> {
        Box::new(Self)
    }
}

impl Scan for NoScanner {
    fn feed(&mut self, _piece: &[u8]) {}

    fn verdict(self: Box<Self>) -> Pin<Box<dyn Future<Output = Verdict> + Send>> {
        Box::pin(std::future::ready(Verdict::NotScanned))
    }
}
