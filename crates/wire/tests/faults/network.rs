//! The network between the nodes, with all its faults.

use std::sync::{Arc, Weak};
use std::time::Duration;

use bytes::Bytes;
use http::header::HeaderValue;
use http::{HeaderMap, Request, Response};
use wire::port::{Limits, NetworkFault};
use wire::{Network, Route};

use crate::dice::Dice;
use crate::world::World;

const DAY: Duration = Duration::from_secs(86_400);

/// How often each fault happens, in a thousand; each run has its own mixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faults {
    drop_request: u64,
    drop_response: u64,
    duplicate: u64,
    corrupt: u64,
    forge: u64,
    slow: u64,
    delay: Duration,
}

impl Faults {
    pub const NONE: Self = Self {
        drop_request: 0,
        drop_response: 0,
        duplicate: 0,
        corrupt: 0,
        forge: 0,
        slow: 0,
        delay: Duration::from_millis(50),
    };

    pub fn is_none(&self) -> bool {
        *self == Self::NONE
    }

    /// About half of the faults, each up to three times in ten.
    pub fn draw(dice: &Dice) -> Self {
        let some = || if dice.in_thousand(500) { dice.below(300) } else { 0 };
        Self {
            drop_request: some(),
            drop_response: some(),
            duplicate: some(),
            corrupt: some(),
            forge: some(),
            slow: some(),
            delay: dice.time(Duration::from_secs(20)),
        }
    }
}

/// One node's way to the others.
pub struct Link {
    pub world: Weak<World>,
    pub from: usize,
}

impl Network for Link {
    async fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, NetworkFault> {
        let Some(world) = self.world.upgrade() else { return Err(NetworkFault::NoConnection) };
        let carried = carry(&world, self.from, request);
        let most = limits.connect + limits.answer;
        tokio::time::timeout(most, carried).await.unwrap_or(Err(NetworkFault::TooLate))
    }
}

/// There and back.
async fn carry(
    world: &Arc<World>,
    from: usize,
    mut request: Request<Bytes>,
) -> Result<Response<Bytes>, NetworkFault> {
    let (dice, faults) = (&world.dice, world.faults());
    let to = world.host(request.uri().host()).ok_or(NetworkFault::NoConnection)?;
    dice.pause(faults.delay).await;
    if world.is_cut(from, to) {
        if dice.in_thousand(500) {
            return Err(NetworkFault::NoConnection);
        }
        lost().await;
    }
    if dice.in_thousand(faults.drop_request) {
        lost().await;
    }
    if dice.in_thousand(faults.forge) {
        return Ok(forged(dice));
    }
    if dice.in_thousand(faults.duplicate) {
        duplicate(world, to, &request);
    }
    if dice.in_thousand(faults.corrupt) {
        let (head, body) = (request.headers_mut().clone(), request.body().clone());
        (*request.headers_mut(), *request.body_mut()) = corrupted(dice, head, body);
    }
    let mut response = deliver(world, to, request).await?;
    if world.is_cut(to, from) || dice.in_thousand(faults.drop_response) {
        lost().await;
    }
    dice.pause(faults.delay).await;
    if dice.in_thousand(faults.corrupt) {
        let (head, body) = (response.headers_mut().clone(), response.body().clone());
        (*response.headers_mut(), *response.body_mut()) = corrupted(dice, head, body);
    }
    Ok(response)
}

/// Nothing comes any more.
async fn lost() {
    tokio::time::sleep(DAY * 1000).await;
}

/// Something on the way answers in the receiver's place: it says yes, and has no key.
fn forged(dice: &Dice) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(b"{\"ok\":true}"));
    *response.status_mut() = [200, 202, 403, 404, 409, 422, 503]
        .map(|s| http::StatusCode::from_u16(s).unwrap())[dice.below(7) as usize];
    response.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
    response
}

/// The same request again, up to ten minutes later.
fn duplicate(world: &Arc<World>, to: usize, request: &Request<Bytes>) {
    let (request, world) = (copy(request), world.clone());
    tokio::spawn(async move {
        world.dice.pause(Duration::from_secs(600)).await;
        drop(deliver(&world, to, request).await);
    });
}

fn copy(request: &Request<Bytes>) -> Request<Bytes> {
    let mut copied = Request::post(request.uri()).body(request.body().clone()).unwrap();
    *copied.headers_mut() = request.headers().clone();
    copied
}

/// The machine at the other end works on it; if it dies, so does the work.
pub async fn deliver(
    world: &Arc<World>,
    to: usize,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, NetworkFault> {
    let node = world.nodes[to].clone();
    let (slow, dice) = (world.faults().slow, world.dice.clone());
    let route = match request.uri().path() == Route::Question.path() {
        true => Route::Question,
        false => Route::Message,
    };
    let station = node.clone();
    let work = node.spawn(async move {
        if dice.in_thousand(slow) {
            dice.pause(Duration::from_secs(60)).await;
        }
        match route {
            Route::Message => wire::receive::receive_message(&*station, request).await,
            Route::Question => wire::receive::receive_question(&*station, &*station, request).await,
        }
    });
    work.ok_or(NetworkFault::NoConnection)?.await.map_err(|_| NetworkFault::Broken)
}

/// One byte is another, in the body or in a header.
fn corrupted(dice: &Dice, mut headers: HeaderMap, body: Bytes) -> (HeaderMap, Bytes) {
    let at = |length: usize| dice.below(length.max(1) as u64) as usize;
    if dice.in_thousand(500) && !body.is_empty() {
        let mut bytes = body.to_vec();
        bytes[at(body.len())] ^= 1 << dice.below(8);
        return (headers, bytes.into());
    }
    let which = at(headers.len());
    if let Some(value) = headers.values_mut().nth(which).filter(|value| !value.is_empty()) {
        let mut bytes = value.as_bytes().to_vec();
        bytes[at(value.len())] ^= 1 << dice.below(4);
        *value = HeaderValue::from_bytes(&bytes).unwrap_or(HeaderValue::from_static(""));
    }
    (headers, body)
}
