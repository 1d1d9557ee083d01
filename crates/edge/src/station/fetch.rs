//! Keeping the copy of the directory fresh.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode, header};
use wire::directory::{Address, ENVELOPE_BYTES_MAX};
use wire::port::{Directory, Limits, Network};
use wire::{Chance, WallClock};
use wire_http::{MachineChance, MachineClock};

use super::Station;

/// Where the register hands out the directory, below its address.
pub const DIRECTORY_PATH: &str = "/wire/v1/directory";
/// How long until it is fetched again: 15 minutes, as the protocol has it.
const FETCH_EVERY: Duration = Duration::from_secs(15 * 60);
/// How long after a failure, at most; the first time is sooner, so that two nodes that start
/// together find each other.
const AGAIN_WITHIN: Duration = Duration::from_secs(60);
/// In a demonstration changes are looked at as they happen.
const FETCH_EVERY_DEMO: Duration = Duration::from_secs(5);

/// Fetches the directory for ever. Whoever has no register to fetch it from waits for ever.
pub(super) async fn keep_fresh(station: &Station) {
    let Some(register) = station.config.register.clone() else {
        return std::future::pending().await;
    };
    let every = match station.config.settings.plain_addresses {
        true => FETCH_EVERY_DEMO,
        false => FETCH_EVERY,
    };
    let mut failures = 0;
    loop {
        match fetch(station, &register).await {
            Ok(()) => failures = 0,
            Err(why) => {
                failures += 1;
                tracing::warn!(%why, failures, "the directory was not fetched");
            }
        }
        tokio::time::sleep(if failures == 0 { every } else { again(failures) }).await;
    }
}

/// A second, two, four and so on, drawn by chance, up to a minute.
fn again(failures: u32) -> Duration {
    let most = AGAIN_WITHIN.min(Duration::from_secs(1 << failures.min(6)));
    let most = jiff::SignedDuration::try_from(most).unwrap_or(jiff::SignedDuration::ZERO);
    MachineChance.up_to(most).unsigned_abs().max(Duration::from_millis(200))
}

/// Why no newer directory came. The copy that is kept stays in use up to its limit of age.
#[derive(Debug, thiserror::Error)]
enum NotFetched {
    #[error("the register's address is not encrypted")]
    Plain,
    #[error(transparent)]
    Network(#[from] wire::port::NetworkFault),
    #[error("the register answered {0}")]
    Status(StatusCode),
    #[error(transparent)]
    NotKept(#[from] store::directory::NotKept),
    #[error(transparent)]
    Port(#[from] wire::PortFault),
}

async fn fetch(station: &Station, register: &Address) -> Result<(), NotFetched> {
    if register.is_plain() && !station.config.settings.plain_addresses {
        return Err(NotFetched::Plain);
    }
    let known = station.directory.newest().await?.map(|known| known.version);
    let limits = Limits { bytes: ENVELOPE_BYTES_MAX, ..station.config.settings.limits };
    let response = station.send(asked(register, known), limits).await?;
    match response.status() {
        StatusCode::NOT_MODIFIED => Ok(()),
        StatusCode::OK => {
            station.directory.take(response.into_body(), MachineClock.now()).await?;
            // What waited for a directory, or for a key in it, need not wait longer.
            station.something_was_sent();
            Ok(())
        }
        status => Err(NotFetched::Status(status)),
    }
}

fn asked(register: &Address, known: Option<u64>) -> Request<Bytes> {
    let mut request = Request::new(Bytes::new());
    // An address is an origin, and the path follows it: together they are always a URI.
    *request.uri_mut() = format!("{register}{DIRECTORY_PATH}").parse().unwrap_or_default();
    if let Some(tag) = known.and_then(|version| format!("\"{version}\"").parse().ok()) {
        request.headers_mut().insert(header::IF_NONE_MATCH, tag);
    }
    request
}
