//! The network.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

/// What one exchange may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// From then until the whole response is there.
    pub answer: Duration,
    /// As long as the response's body may be.
    pub bytes: usize,
}

impl Limits {
    /// 5 seconds to connect, 30 to answer, 1 MiB.
    pub const USUAL: Self = Self {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(30),
        bytes: crate::message::BODY_BYTES_MAX,
    };
}

/// Why no response came. Whether the request arrived is not known: even of a connection that
/// broke the other end may have read enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkFault {
    /// No connection.
    #[error("no connection")]
    NoConnection,
    /// Too late.
    #[error("no answer in time")]
    TooLate,
    /// More bytes than [`Limits::bytes`].
    #[error("a longer answer than is taken")]
    TooLong,
    /// The connection broke, or what came is no HTTP.
    #[error("the connection broke")]
    Broken,
}

/// Sends one request, once, to the host that its address names.
///
/// An implementation follows no redirect, sends no cookie and no credentials, uses no cache and
/// repeats nothing by itself; for `https` it verifies the certificate and the host's name.
pub trait Network: Send + Sync {
    /// One request, one response.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Response<Bytes>, NetworkFault>> + Send;
}
