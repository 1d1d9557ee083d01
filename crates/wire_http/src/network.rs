//! The network: an HTTP client that does what it is told and nothing more.

use std::error::Error;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::time::Duration;
use wire::Network;
use wire::port::{Limits, NetworkFault};

/// How long a connection is kept for the next message. Shorter than servers keep theirs, so that a
/// message is seldom sent into a connection that is just being closed.
const KEPT_FOR: Duration = Duration::from_secs(4);

/// The machine has no certificates to hold a receiver's against.
#[derive(Debug)]
pub struct NoCertificates(std::io::Error);

impl std::fmt::Display for NoCertificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the machine has no root certificates")
    }
}

impl Error for NoCertificates {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// HTTP/1.1 over TLS 1.2 or 1.3, verified by the machine's root certificates; without TLS where the
/// address says `http`, which [`wire::Settings::plain_addresses`] must allow first. No redirect is
/// followed, nothing repeated, no cookie, credential or proxy used.
pub struct HttpNetwork {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl HttpNetwork {
    /// Reads the machine's root certificates.
    ///
    /// # Errors
    /// There are none, or they cannot be read.
    pub fn new(limits: Limits) -> Result<Self, NoCertificates> {
        let mut plain = HttpConnector::new();
        plain.enforce_http(false);
        plain.set_nodelay(true);
        plain.set_connect_timeout(Some(limits.connect));
        let secured = HttpsConnectorBuilder::new().with_native_roots().map_err(NoCertificates)?;
        let connector = secured.https_or_http().enable_http1().wrap_connector(plain);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(KEPT_FOR)
            .retry_canceled_requests(false)
            .build(connector);
        Ok(Self { client })
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        most: usize,
    ) -> Result<Response<Bytes>, NetworkFault> {
        let response = self.client.request(request.map(Full::new)).await.map_err(|fault| {
            if fault.is_connect() { NetworkFault::NoConnection } else { NetworkFault::Broken }
        })?;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, most).collect().await.map_err(|fault| {
            let long = fault.downcast_ref::<LengthLimitError>().is_some();
            if long { NetworkFault::TooLong } else { NetworkFault::Broken }
        })?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }
}

impl Network for HttpNetwork {
    async fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, NetworkFault> {
        let within = limits.connect + limits.answer;
        let exchange = self.exchange(request, limits.bytes);
        tokio::time::timeout(within, exchange).await.map_err(|_| NetworkFault::TooLate)?
    }
}
