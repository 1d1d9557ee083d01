//! Where a party is reached.

use std::fmt;
use std::str::FromStr;

use http::Uri;

use crate::message::Route;
use crate::text::{NotA, as_text};

/// An origin: `https://` with a host in lower case and, where it is not 443, a port; nothing after
/// it. `http://` is read for the machine itself alone (a demo and tests).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// Hosts that are the machine itself.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "[::1]", "localhost"];

impl Address {
    /// Where messages or questions go: what a request's signature covers as `@target-uri`.
    pub fn target(&self, route: Route) -> String {
        format!("{}{}", self.0, route.path())
    }

    /// Whether it is reached without encryption, on this machine.
    pub fn is_plain(&self) -> bool {
        self.0.starts_with("http://")
    }

    /// Its text, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Address {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        canonical(text).filter(|found| found == text).map(Self).ok_or(NotA("an address"))
    }
}

/// The one spelling of the origin that is in the text.
fn canonical(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let (scheme, host) = (uri.scheme_str()?, uri.host()?);
    let plain = scheme == "http" && LOOPBACK.contains(&host);
    let usual = if scheme == "https" { 443 } else { 80 };
    if !(scheme == "https" || plain) || host.is_empty() || host != host.to_ascii_lowercase() {
        return None;
    }
    let port = uri.port_u16().filter(|port| *port != usual && *port != 0);
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{scheme}://{host}{port}"))
}

as_text!(Address);

#[test]
fn an_address_is_an_origin_in_one_spelling() {
    for right in [
        "https://uit.example",
        "https://uit.example:8443",
        "http://127.0.0.1:4000",
        "http://[::1]:4000",
        "http://localhost",
    ] {
        let target = format!("{right}/wire/v1/messages");
        let read = right.parse::<Address>().map(|address| address.target(Route::Message));
        assert_eq!(read, Ok(target));
    }
    for wrong in [
        "http://uit.example",
        "https://uit.example/",
        "https://uit.example/kandidat",
        "https://uit.example?a",
        "https://UIT.example",
        "https://a@uit.example",
        "https://uit.example:443",
        "https://uit.example:0",
        "ftp://uit.example",
        "uit.example",
        "https://",
    ] {
        assert!(wrong.parse::<Address>().is_err(), "{wrong}");
    }
}
