//! What an exchange proves, checked without asking anybody: both requests and responses are as they
//! were signed, and the directory says whose the keys were.

use crate::directory::Verified;
use crate::port::Evidence;
use crate::receipt::{Answer, Receipt};
use crate::signature::{ANSWER, PROBLEM, RECEIPT};
use crate::{Envelope, Party, Problem, Route};

/// What is proven.
#[derive(Debug, Clone, PartialEq)]
pub struct Proven {
    /// What the sender said; from whom and to whom stands in it.
    pub envelope: Envelope,
    /// What the receiver said to it.
    pub said: Said,
}

/// What a receiver has said.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// That the message is stored.
    Receipt(Receipt),
    /// An answer to the question.
    Answer(Answer),
    /// That it is not taken.
    Problem(Problem),
}

/// Why an exchange proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// The directory is another version than the one that the exchange was verified by.
    #[error("another version of the directory")]
    OtherDirectory,
    /// The request is not signed by the sender that its envelope names.
    #[error("the request is not the sender's")]
    Request,
    /// The request was sent to another address than the receiver's.
    #[error("the request went somewhere else")]
    Target,
    /// The response is not signed by the receiver that the envelope names, for this request.
    #[error("the response is not the receiver's to this request")]
    Response,
    /// The receiver has signed something that is no receipt, answer or problem of this message.
    #[error("the response says nothing of this message")]
    Content,
}

/// Verifies an exchange by the version of the directory that was in force. Clocks play no part: the
/// keys must have been valid when each says that it signed.
pub fn verify(evidence: &Evidence, directory: &Verified) -> Result<Proven, NotProven> {
    if directory.version != evidence.directory_version {
        return Err(NotProven::OtherDirectory);
    }
    let (request, response) = (&evidence.request, &evidence.response);
    let envelope = Envelope::read(&request.body).map_err(|_| NotProven::Request)?;
    let by = |party: Party, input: &crate::SignatureInput| {
        let (owner, key) = directory.owner(input.key)?;
        (owner == party && key.is_valid_at(input.created)).then_some(key.public_key)
    };
    let input = crate::SignatureInput::read(&crate::signature::MESSAGE, &request.signature_input);
    let key = input.ok().and_then(|input| by(envelope.from, &input)).ok_or(NotProven::Request)?;
    request.verify(&key).map_err(|_| NotProven::Request)?;
    if request.message != envelope.id {
        return Err(NotProven::Request);
    }
    let route = route(&envelope, &request.target, directory).ok_or(NotProven::Target)?;
    let profile = match (response.status, route) {
        (200, Route::Message) => &RECEIPT,
        (200, Route::Question) => &ANSWER,
        _ => &PROBLEM,
    };
    let input = response.input(profile).map_err(|_| NotProven::Response)?;
    let key = by(envelope.to, &input).ok_or(NotProven::Response)?;
    response.verify(profile, request, &key).map_err(|_| NotProven::Response)?;
    let said = said(evidence, route, envelope.to).ok_or(NotProven::Content)?;
    Ok(Proven { envelope, said })
}

/// The door of the receiver's that a request went to.
fn route(envelope: &Envelope, target: &str, directory: &Verified) -> Option<Route> {
    let address = directory.address(envelope.to)?;
    [Route::Message, Route::Question].into_iter().find(|route| address.target(*route) == target)
}

/// What a verified response says, when it is about this request.
fn said(evidence: &Evidence, route: Route, by: Party) -> Option<Said> {
    let (body, asked) = (&evidence.response.body, &evidence.request);
    let same = (asked.message, asked.digest, by);
    match (evidence.response.status, route) {
        (200, Route::Message) => Receipt::read(body)
            .filter(|read| (read.message, read.digest, read.by) == same)
            .map(Said::Receipt),
        (200, Route::Question) => Answer::read(body)
            .filter(|read| (read.question, read.digest, read.by) == same)
            .map(Said::Answer),
        (status, _) => Problem::read(body).filter(|read| read.status == status).map(Said::Problem),
    }
}
