//! The receiver: takes a request, checks it, stores it, and only then says so.
//!
//! The checks stand in one order, [`check`]: from what costs least and tells least to what costs
//! most. Everything that is said is signed, refusals too, so that nobody on the way can put words
//! into the receiver's mouth; a request without a digest cannot be answered so and is answered
//! unsigned, which counts as no answer.

mod check;
mod message;
mod question;
mod respond;

use bytes::Bytes;
use http::{Request, Response};

use crate::{Route, Station};
pub use question::{Answerer, Replied, Reply};

/// Takes a request that came to the door for messages. The edge has read the body, and at most one
/// byte more than [`BODY_BYTES_MAX`](crate::message::BODY_BYTES_MAX) of it.
pub async fn receive_message<S: Station>(station: &S, request: Request<Bytes>) -> Response<Bytes> {
    let asked = respond::Asking::of(&request);
    let said = match check::check(station, Route::Message, request).await {
        Ok(incoming) => message::store(station, incoming).await,
        Err(problem) => Err(problem),
    };
    respond::respond(station, Route::Message, &asked, said).await
}

/// Takes a request that came to the door for questions, and answers it through the domain.
pub async fn receive_question<S: Station>(
    station: &S,
    answerer: &impl Answerer<S::Mailbox>,
    request: Request<Bytes>,
) -> Response<Bytes> {
    let asked = respond::Asking::of(&request);
    let said = match check::check(station, Route::Question, request).await {
        Ok(incoming) => question::answer(station, answerer, incoming).await,
        Err(problem) => Err(problem),
    };
    respond::respond(station, Route::Question, &asked, said).await
}
