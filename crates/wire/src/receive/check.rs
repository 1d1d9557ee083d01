//! The checks of a request, in their order.

use bytes::Bytes;
use http::Request;
use jiff::Timestamp;

use crate::directory::{PROPAGATION, Verified};
use crate::exchange::SignedRequest;
use crate::port::{Incoming, WallClock};
use crate::signature::{SignatureInput, is_near};
use crate::station::directory;
use crate::{Envelope, Fault, Party, Problem, Route, Station, Takes};

/// 1 size, 2 method and content type, 3 digest, 4 the form of header fields and signature (all in
/// [`SignedRequest::from_http`]); 5 the key is somebody's, 6 the signature is the key's, 7 the
/// clocks, 8 the key was valid when it signed; 9 the envelope, 10 to me, 11 from the key's owner,
/// 12 the header's id, 13 a kind that is taken from this sender, with a body of its form.
///
/// The clock comes before the key's validity: a sender whose clock is wrong is told so, and not
/// that its key is.
pub(super) async fn check<S: Station>(
    station: &S,
    route: Route,
    request: Request<Bytes>,
) -> Result<Incoming, Problem> {
    let received_at = station.clock().now();
    let known = directory(station).await;
    // Without a directory nothing is judged but what needs none.
    let own = known.as_ref().ok().and_then(|known| known.address(station.me()));
    let target = own.map(|address| address.target(route)).unwrap_or_default();
    let (request, input) = SignedRequest::from_http(request, &target)?;
    let known = known.map_err(|_| Fault::DirectoryTooOld)?;
    let from = signer(&known, &request, &input, received_at)?;
    let envelope = envelope(station, route, &request, from)?;
    let (key, directory_version) = (input.key, known.version);
    Ok(Incoming { envelope, request, key, directory_version, received_at })
}

/// Checks 5 to 8: who has signed.
fn signer(
    known: &Verified,
    request: &SignedRequest,
    input: &SignatureInput,
    now: Timestamp,
) -> Result<Party, Fault> {
    let (from, key) = known.owner(input.key).ok_or_else(|| unknown(known, now))?;
    request.verify(&key.public_key).map_err(|_| Fault::BadSignature)?;
    if !is_near(input.created, now) {
        return Err(Fault::ClockApart);
    }
    match key.is_valid_at(input.created) {
        true => Ok(from),
        false => Err(Fault::KeyNotValid),
    }
}

/// A fresh directory proves that nobody has a key; an older one may not have heard of it.
fn unknown(known: &Verified, now: Timestamp) -> Fault {
    match known.age(now) <= PROPAGATION {
        true => Fault::UnknownKey,
        false => Fault::DirectoryTooOld,
    }
}

/// Checks 9 to 13: what it says.
fn envelope<S: Station>(
    station: &S,
    route: Route,
    request: &SignedRequest,
    from: Party,
) -> Result<Envelope, Problem> {
    let read = Envelope::read(&request.body);
    let envelope = read.map_err(|found| Fault::Malformed.with(found.to_string()))?;
    if envelope.to != station.me() {
        return Err(Fault::NotForMe.into());
    }
    if envelope.from != from {
        return Err(Fault::OtherSender.into());
    }
    if envelope.id != request.message {
        return Err(Fault::WrongId.into());
    }
    match station.takes(&envelope, route) {
        Takes::Yes => Ok(envelope),
        Takes::NotKnown => Err(Fault::UnknownKind.into()),
        Takes::NotFromYou => Err(Fault::NotFromYou.into()),
        Takes::OtherForm => Err(Fault::OtherForm.into()),
    }
}
