//! The least that an exchange can cost on this machine: the same client and server, a body and an
//! answer as long as those of a message, and neither signature nor storage.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::Router;
use axum::routing::post;
use bytes::Bytes;
use http::Request;
use tokio::task::JoinSet;
use wire::Network;
use wire::port::Limits;
use wire_http::HttpNetwork;

const PATH: &str = "/floor";
/// As many are on their way at once as a node's senders send.
const SENDERS: usize = 8;
/// The lengths of a short message and of its receipt, and of what signs each.
const MESSAGE: [u8; 260] = [b'a'; 260];
const RECEIPT: [u8; 200] = [b'b'; 200];
const SIGNATURE: &str = "kandidat=:4eH+CAPVdD+VKBHIf8M/qHACupWE1PxJ2Mn9ZHPqoyFBTLRaxGl9v/ihWem7UYdLA98krJLW2kgcCtVzndESCw==:";

/// The door.
pub fn door() -> Router {
    let answer = |body: Bytes| async move {
        let fields = [("signature-input", SIGNATURE), ("signature", SIGNATURE)];
        (fields, if body.is_empty() { Bytes::new() } else { Bytes::from_static(&RECEIPT) })
    };
    Router::new().route(PATH, post(answer))
}

/// `floor ADDRESS TIMES PACE`: so many exchanges, so many a second; 0 is as many as can be. Answers
/// how many a second there were, and p50 and p99 in ms of what each took, from when it was due.
pub async fn measure(line: &str) -> Result<String> {
    let words: Vec<&str> = line.split(' ').skip(1).collect();
    let [address, times, pace] = words[..] else { anyhow::bail!("a line of four words") };
    let (times, pace): (usize, f64) = (times.parse()?, pace.parse()?);
    let network = Arc::new(HttpNetwork::new(Limits::USUAL).context("certificates")?);
    let (next, begun) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let mut senders = JoinSet::new();
    for _ in 0..SENDERS {
        let (network, next, address) = (network.clone(), next.clone(), address.to_owned());
        senders.spawn(async move {
            let mut took = Vec::new();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                if place >= times {
                    return Ok::<_, anyhow::Error>(took);
                }
                let due = match pace > 0.0 {
                    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
                    true => begun + Duration::from_secs_f64(place as f64 / pace),
                    false => Instant::now(),
                };
                tokio::time::sleep_until(due.into()).await;
                let request = Request::post(format!("{address}{PATH}"))
                    .header("signature-input", SIGNATURE)
                    .header("signature", SIGNATURE)
                    .body(Bytes::from_static(&MESSAGE))?;
                let answer = network.send(request, Limits::USUAL).await?;
                anyhow::ensure!(answer.body().len() == RECEIPT.len(), "another answer");
                took.push(due.elapsed());
            }
        });
    }
    let mut took = Vec::new();
    while let Some(done) = senders.join_next().await {
        took.extend(done??);
    }
    took.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let per_second = times as f64 / begun.elapsed().as_secs_f64();
    let at = |share: usize| took[(took.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    Ok(format!("floor {per_second} {} {}.", at(50), at(99)))
}
