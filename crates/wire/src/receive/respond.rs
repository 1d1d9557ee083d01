//! What is said, and how it is signed.

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};
use serde::Serialize;

use crate::exchange::{Asked, CONTENT_DIGEST, JSON, PROBLEM_JSON, SignedRequest, SignedResponse};
use crate::port::{Directory, KeyRing, PortFault, WallClock};
use crate::signature::{ANSWER, PROBLEM, RECEIPT};
use crate::{Class, Digest, Fault, Problem, Route, Station};

/// How long somebody who is to come later is asked to wait, in seconds.
const RETRY_AFTER_SECONDS: u32 = 30;

/// What of a request its answer is bound to, as far as it has it.
pub(super) struct Asking {
    digest: Option<String>,
}

impl Asking {
    /// Before anything is checked: the digest that the request names, if it names one.
    pub(super) fn of(request: &Request<Bytes>) -> Self {
        let mut named = request.headers().get_all(CONTENT_DIGEST).iter();
        let one = named.next().filter(|_| named.next().is_none());
        let digest = one.and_then(|value| value.to_str().ok()?.parse::<Digest>().ok());
        Self { digest: digest.map(|digest| digest.to_string()) }
    }

    /// After the checks.
    pub(super) fn to(request: &SignedRequest) -> Self {
        Self { digest: Some(request.digest.to_string()) }
    }
}

/// Something to say.
pub(super) enum Said {
    /// To be signed.
    Plain { status: u16, content_type: &'static str, body: Bytes },
    /// Signed, and stored.
    Signed(SignedResponse),
}

impl Said {
    /// A receipt or an answer.
    pub(super) fn ok(body: &impl Serialize) -> Self {
        Self::plain(200, JSON, body)
    }

    /// A problem.
    pub(super) fn problem(problem: &Problem) -> Self {
        Self::plain(problem.status, PROBLEM_JSON, problem)
    }

    /// What was said before, to be signed anew: the keys and the time have gone on.
    pub(super) fn again(before: &SignedResponse) -> Self {
        let content_type = if before.status == 200 { JSON } else { PROBLEM_JSON };
        Self::Plain { status: before.status, content_type, body: before.body.clone() }
    }

    fn plain(status: u16, content_type: &'static str, body: &impl Serialize) -> Self {
        // Receipts, answers and problems hold texts and maps with text keys: JSON has a form for
        // them all.
        let body = serde_json::to_vec(body).expect("what is said is always JSON");
        Self::Plain { status, content_type, body: body.into() }
    }
}

/// A mailbox that does not work, as the sender is told.
pub(super) fn away(fault: &PortFault) -> Problem {
    tracing::warn!(%fault, "nothing can be stored");
    Fault::Away.into()
}

/// Says it, signed where it can be.
pub(super) async fn respond<S: Station>(
    station: &S,
    route: Route,
    asked: &Asking,
    said: Result<Said, Problem>,
) -> Response<Bytes> {
    let said = said.unwrap_or_else(|problem| {
        tracing::debug!(problem = %problem.kind, "not taken");
        Said::problem(&problem)
    });
    let response = match sign(station, route, asked, &said).await {
        Some(signed) => signed.to_http().ok(),
        None => None,
    };
    let mut response = response.unwrap_or_else(|| unsigned(said));
    if Class::of(response.status().as_u16()) == Class::RetryLater {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER_SECONDS.into());
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Signs it as what it is. None where there is no digest to bind it to, no directory that names a
/// key of ours, or no key ring.
pub(super) async fn sign<S: Station>(
    station: &S,
    route: Route,
    asked: &Asking,
    said: &Said,
) -> Option<SignedResponse> {
    let (status, content_type, body) = match said {
        Said::Plain { status, content_type, body } => (*status, *content_type, body.clone()),
        Said::Signed(signed) => return Some(signed.clone()),
    };
    let profile = match (status, route) {
        (200, Route::Message) => &RECEIPT,
        (200, Route::Question) => &ANSWER,
        _ => &PROBLEM,
    };
    // One too old to judge others by still says which of our keys to sign with.
    let known = station.directory().newest().await.ok()??;
    let now = station.clock().now();
    let key = known.signing_key(station.me(), &station.keys().held(), now)?;
    let target = known.address(station.me())?.target(route);
    let asked = Asked { target: &target, digest: asked.digest.as_deref()? };
    let said = (status, content_type, body);
    let signed = SignedResponse::sign(profile, said, &asked, (now, key), station.keys()).await;
    signed.inspect_err(|fault| tracing::warn!(%fault, "nothing can be signed")).ok()
}

/// As a last resort, for whoever reads it: it counts as no answer. A receipt or an answer is never
/// given so.
fn unsigned(said: Said) -> Response<Bytes> {
    let (status, content_type, body) = match said {
        Said::Plain { status, content_type, body } if status != 200 => (status, content_type, body),
        _ => return unsigned(Said::problem(&Fault::Away.into())),
    };
    let mut response = Response::new(body);
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
