//! A request there and its response back, with what happens to them on the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::net::TcpStream;

use super::framing::{Framed, read, write};
use super::{Way, lock};

/// A server that takes longer has lost the request: one bit of its length may have been altered.
const SERVER_WITHIN: Duration = Duration::from_secs(5);
/// As long as nothing comes where something was lost, at most; whoever waits gives up before.
const SILENCE: Duration = Duration::from_secs(60);
const FORGED: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";

/// Where on its way something happens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    There,
    Back,
}

impl Place {
    fn any() -> Self {
        if chance(500) { Self::There } else { Self::Back }
    }
}

/// Everything that comes over a connection, until a fault or the client ends it.
pub async fn connection(mut client: TcpStream, way: Arc<Way>) {
    // Small answers must not wait for each other.
    let _ = client.set_nodelay(true);
    while let Some(request) = read(&mut client, false).await {
        count(&way.counts.requests);
        if exchange(&mut client, request, &way).await.is_none() {
            return;
        }
    }
}

/// None where the connection ends with it.
async fn exchange(client: &mut TcpStream, mut request: Framed, way: &Arc<Way>) -> Option<()> {
    let faults = *lock(&way.faults);
    pause(faults.delay).await;
    if is_cut_off(&request, way) || chance(faults.drop_request) {
        return lost(client, way).await;
    }
    if chance(faults.forge) {
        count(&way.counts.forged);
        return write(client, FORGED).await.ok();
    }
    if chance(faults.duplicate) {
        count(&way.counts.doubled);
        tokio::spawn(again(request.bytes.clone(), faults.delay, way.clone()));
    }
    // Each of the two happens to a request or to its response.
    let cut = chance(faults.cut).then(Place::any);
    let altered = chance(faults.alter).then(Place::any);
    if cut == Some(Place::There) {
        count(&way.counts.cut);
        let part = &request.bytes[..below(request.bytes.len())];
        let mut server = connect(way).await?;
        return write(&mut server, part).await.ok().and(None);
    }
    if altered == Some(Place::There) {
        count(&way.counts.altered);
        alter(&mut request.bytes);
    }
    let mut response = ask(&request.bytes, way).await?;
    if chance(faults.drop_response) {
        return lost(client, way).await;
    }
    pause(faults.delay).await;
    if cut == Some(Place::Back) {
        count(&way.counts.cut);
        return write(client, &response[..below(response.len())]).await.ok().and(None);
    }
    if altered == Some(Place::Back) {
        count(&way.counts.altered);
        alter(&mut response);
    }
    write(client, &response).await.ok()
}

fn is_cut_off(request: &Framed, way: &Way) -> bool {
    let cut_off = lock(&way.cut_off);
    let head = if cut_off.is_empty() { String::new() } else { request.head() };
    cut_off.iter().any(|mark| head.contains(mark))
}

/// Nothing comes any more, or the connection is closed: both happen.
async fn lost(client: &mut TcpStream, way: &Way) -> Option<()> {
    count(&way.counts.lost);
    if chance(500) {
        // Ends sooner, when the client gives up.
        let _ = tokio::time::timeout(SILENCE, read(client, false)).await;
    }
    None
}

/// The same request again; nobody waits for its answer.
async fn again(request: Vec<u8>, within: Duration, way: Arc<Way>) {
    pause(within).await;
    drop(ask(&request, &way).await);
}

/// The server's response, over a connection of its own.
async fn ask(request: &[u8], way: &Way) -> Option<Vec<u8>> {
    let asked = async {
        let mut server = connect(way).await?;
        write(&mut server, request).await.ok()?;
        read(&mut server, true).await
    };
    let response = tokio::time::timeout(SERVER_WITHIN, asked).await.ok()??;
    Some(response.bytes)
}

async fn connect(way: &Way) -> Option<TcpStream> {
    let to = *lock(&way.to);
    let server = TcpStream::connect(to?).await.ok()?;
    server.set_nodelay(true).ok()?;
    Some(server)
}

fn alter(bytes: &mut [u8]) {
    if let Some(byte) = bytes.get_mut(below(bytes.len())) {
        *byte ^= 1 << rand::random_range(0..8);
    }
}

fn below(length: usize) -> usize {
    rand::random_range(0..length.max(1))
}

fn chance(in_thousand: u32) -> bool {
    rand::random_range(0..1000) < in_thousand
}

async fn pause(most: Duration) {
    tokio::time::sleep(most.mul_f64(rand::random_range(0.0..=1.0))).await;
}

fn count(what: &AtomicU64) {
    what.fetch_add(1, Ordering::Relaxed);
}
