//! What a response is worth.

use bytes::Bytes;
use http::{Response, StatusCode};
use jiff::Timestamp;

use super::attempt::NotYet;
use crate::directory::Verified;
use crate::exchange::{JSON, NoAnswer, PROBLEM_JSON, SignedRequest, SignedResponse};
use crate::receipt::{Answer, Receipt};
use crate::signature::{ANSWER, PROBLEM, Profile, RECEIPT, is_near};
use crate::{Class, Party, Problem, Route};

/// What the receiver has said, in a response that it has signed.
pub(super) enum Judged {
    Delivered,
    Answered,
    Refused(Problem),
    YourFault(Problem),
}

/// Judges a response to a request to `to`. One that the receiver has not signed, for this request,
/// now, counts as no answer, whatever its status.
pub(super) fn judge(
    response: Response<Bytes>,
    request: &SignedRequest,
    (to, route): (Party, Route),
    known: &Verified,
    now: Timestamp,
) -> Result<(Judged, SignedResponse), NotYet> {
    let response = SignedResponse::from_http(response).map_err(|NoAnswer(why)| no(why))?;
    let profile = profile(&response, route);
    signed_by(&response, profile, request, to, known, now)?;
    let judged = match response.status == StatusCode::OK {
        true if response.content_type != JSON => return Err(no("content type")),
        true => taken(&response, request, (to, route))?,
        false => problem(&response)?,
    };
    Ok((judged, response))
}

const fn no(why: &'static str) -> NotYet {
    NotYet::NoAnswer(why)
}

/// What a response of this status has to be signed as.
fn profile(response: &SignedResponse, route: Route) -> &'static Profile {
    match (response.status == StatusCode::OK, route) {
        (true, Route::Message) => &RECEIPT,
        (true, Route::Question) => &ANSWER,
        (false, _) => &PROBLEM,
    }
}

fn signed_by(
    response: &SignedResponse,
    profile: &Profile,
    request: &SignedRequest,
    by: Party,
    known: &Verified,
    now: Timestamp,
) -> Result<(), NotYet> {
    let input = response.input(profile).map_err(|_| no("signature fields"))?;
    let (owner, key) = known.owner(input.key).ok_or(no("unknown key"))?;
    if owner != by {
        return Err(no("another party's key"));
    }
    response.verify(profile, request, &key.public_key).map_err(|_| no("signature"))?;
    if !is_near(input.created, now) {
        return Err(no("the clocks stand too far apart"));
    }
    match key.is_valid_at(input.created) {
        true => Ok(()),
        false => Err(no("the key was not valid")),
    }
}

/// A receipt of this very message, or an answer to this very question.
fn taken(
    response: &SignedResponse,
    request: &SignedRequest,
    (by, route): (Party, Route),
) -> Result<Judged, NotYet> {
    let (id, digest) = (request.message, request.digest);
    let (same, judged) = match route {
        Route::Message => {
            let read = Receipt::read(&response.body).ok_or(no("no receipt"))?;
            ((read.message, read.digest, read.by) == (id, digest, by), Judged::Delivered)
        }
        Route::Question => {
            let read = Answer::read(&response.body).ok_or(no("no answer"))?;
            ((read.question, read.digest, read.by) == (id, digest, by), Judged::Answered)
        }
    };
    if same { Ok(judged) } else { Err(no("a receipt of something else")) }
}

fn problem(response: &SignedResponse) -> Result<Judged, NotYet> {
    let read = (response.content_type == PROBLEM_JSON).then(|| Problem::read(&response.body));
    let problem = read.flatten().filter(|problem| problem.status == response.status);
    let problem = problem.ok_or(no("no problem"))?;
    match problem.class() {
        Class::RetryLater => Err(NotYet::Later(problem.kind.into_owned())),
        Class::Refused => Ok(Judged::Refused(problem)),
        Class::YourFault => Ok(Judged::YourFault(problem)),
    }
}
