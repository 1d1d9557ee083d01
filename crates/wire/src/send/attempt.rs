//! One attempt.

use jiff::SignedDuration;

use super::backoff;
use super::judge::{Judged, judge};
use crate::directory::Verified;
use crate::exchange::SignedRequest;
use crate::port::{
    Evidence, KeyRing, Leased, Network, NetworkFault, Outcome, PortFault, WallClock,
};
use crate::station::{NoDirectory, directory};
use crate::{Outgoing, Station};

/// Why there is no outcome yet: it is tried again.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotYet {
    #[error(transparent)]
    Directory(#[from] NoDirectory),
    #[error("the receiver is not in the directory")]
    NotListed,
    #[error("the receiver's address is not encrypted")]
    PlainAddress,
    #[error("none of our keys is in the directory and valid")]
    NoKey,
    #[error(transparent)]
    Port(#[from] PortFault),
    #[error("the request is no HTTP")]
    NoHttp(#[from] http::Error),
    #[error(transparent)]
    Network(#[from] NetworkFault),
    #[error("what came is not signed by the receiver: {0}")]
    NoAnswer(&'static str),
    #[error("the receiver says later: {0}")]
    Later(String),
}

/// Sends once, and says what became of it.
pub(super) async fn attempt<S: Station>(station: &S, leased: &Leased<Outgoing>) -> Outcome {
    let mut asked = None;
    match exchange(station, &leased.what, &mut asked).await {
        Ok(outcome) => outcome,
        Err(why) => {
            let wait = backoff::wait(leased.lease.attempt, asked, station.chance());
            Outcome::Later { at: station.clock().now() + wait, why: why.to_string() }
        }
    }
}

/// The exchange, and what the receiver asked to wait.
async fn exchange<S: Station>(
    station: &S,
    outgoing: &Outgoing,
    asked: &mut Option<SignedDuration>,
) -> Result<Outcome, NotYet> {
    let known = directory(station).await?;
    let request = sign(station, outgoing, &known).await?;
    let http = request.to_http()?;
    let response = station.network().send(http, station.settings().limits).await?;
    *asked = backoff::asked(response.headers());
    let now = station.clock().now();
    let (to, route) = (outgoing.envelope().to, outgoing.route());
    let (judged, response) = judge(response, &request, (to, route), &known, now)?;
    let evidence = Evidence { request, response, directory_version: known.version };
    Ok(match judged {
        Judged::Delivered => Outcome::Delivered(evidence),
        Judged::Answered => Outcome::Answered(evidence),
        Judged::Refused(problem) => Outcome::Refused(problem, evidence),
        Judged::YourFault(problem) => Outcome::Stuck(problem, evidence),
    })
}

/// The request, to the address that the directory names, by the key that everybody knows.
async fn sign<S: Station>(
    station: &S,
    outgoing: &Outgoing,
    known: &Verified,
) -> Result<SignedRequest, NotYet> {
    let envelope = outgoing.envelope();
    let address = known.address(envelope.to).ok_or(NotYet::NotListed)?;
    if address.is_plain() && !station.settings().plain_addresses {
        return Err(NotYet::PlainAddress);
    }
    let now = station.clock().now();
    let key = known.signing_key(station.me(), &station.keys().held(), now);
    let key = key.ok_or(NotYet::NoKey)?;
    let target = address.target(outgoing.route());
    let (id, body) = (envelope.id, outgoing.body().clone());
    Ok(SignedRequest::sign(target, id, body, now, key, station.keys()).await?)
}
