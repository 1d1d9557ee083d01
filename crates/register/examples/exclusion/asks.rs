//! A question about one person at the register: signed, verified, answered in an act that is committed
//! and kept as evidence; against one indexed SELECT behind a handler that does nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use axum::routing::post;
use bytes::Bytes;
use edge::Node as _;
use http::Request;
use jiff::Timestamp;
use protocol::exclusion::{ASK, Ask, Purpose};
use serde_json::json;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use wire::port::{HeldKeys, Limits};
use wire::{MessageId, Network, PublicKey, Route, SignedRequest};
use wire_http::HttpNetwork;

use super::world::{World, key, party, person};
use super::{Scale, per_second, percentile, row};

/// As many ask at once.
const ASKERS: usize = 8;
/// So many of those that a register answers an institution in a day are asked.
const IN_A_DAY: usize = 190;

/// Measures, and prints the rows of the table.
pub async fn measure(world: &World, scale: Scale, rows: usize) -> Result<()> {
    let network = Arc::new(HttpNetwork::new(Limits::USUAL)?);
    let floor_at = floor(world.node.store().pool.clone()).await?;
    // The first round warms connections and caches. The first key is opened by it.
    let mut asked = 0;
    let mut figures = [Vec::new(), Vec::new()];
    let mut rates = [0.0; 2];
    for times in [scale.asks / 10, scale.asks] {
        let requests = questions(world, scale, (asked, times), rows).await?;
        asked += times;
        rates[0] = all(&network, requests, &mut figures[0]).await?;
        let requests = (0..times).map(|at| {
            let request =
                Request::post(floor_at.clone()).body(Bytes::from(person(at % (2 * rows))));
            Ok(request?)
        });
        rates[1] = all(&network, requests.collect::<Result<_>>()?, &mut figures[1]).await?;
    }
    let what = format!("questions about one person, {rows} rows");
    let [own, floor] = rates;
    let beside = format!("{floor:.0}/s, one indexed SELECT");
    row(&format!("{what}, {ASKERS} at once"), &format!("{own:.0}/s"), Some((&beside, own / floor)));
    for share in [50, 99] {
        let [own, floor] = figures.each_mut().map(|took| percentile(took, share));
        let beside = format!("{floor:.1} ms, one indexed SELECT");
        let ratio = own / floor;
        row(&format!("{what}, p{share}"), &format!("{own:.1} ms"), Some((&beside, ratio)));
    }
    Ok(())
}

/// A handler that asks the database one thing.
async fn floor(pool: PgPool) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/floor", listener.local_addr()?);
    let select = move |body: String| {
        let pool = pool.clone();
        async move {
            let sql = "select exclusion_id from exclusion_person where national_id = $1";
            let found = sqlx::query_scalar::<_, uuid::Uuid>(sql).bind(body).fetch_all(&pool).await;
            found.map_or_else(|_| String::new(), |rows| format!("{rows:?}"))
        }
    };
    let router = axum::Router::new().route("/floor", post(select));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Questions that are signed beforehand: of every second person there is a row.
async fn questions(
    world: &World,
    scale: Scale,
    (from, times): (usize, usize),
    rows: usize,
) -> Result<Vec<Request<Bytes>>> {
    let mut requests = Vec::with_capacity(times);
    for at in from..from + times {
        let institution = at % scale.institutions;
        if at % (scale.institutions * IN_A_DAY) == 0 {
            world.another_day()?;
        }
        let about = if at % 2 == 0 { at % rows } else { rows + at };
        let body = Ask { national_id: person(about), purpose: Purpose::Study };
        let id = MessageId::random();
        let envelope = json!({ "id": id, "kind": ASK, "from": party(institution)?, "to": "register",
            "sent_at": "2026-11-23T10:00:00Z", "domain_at": "2026-11-23T10:00:00Z",
            "about": "bench-1", "body": body });
        let key = key(institution + 2);
        let public: PublicKey = key.verifying_key().into();
        let target = format!("{}{}", world.address, Route::Question.path());
        let ring = HeldKeys::new([key]);
        let body = Bytes::from(envelope.to_string());
        let signed =
            SignedRequest::sign(target.clone(), id, body, Timestamp::now(), public.id(), &ring);
        let mut request = signed.await?.to_http()?;
        *request.uri_mut() = target.parse()?;
        requests.push(request);
    }
    Ok(requests)
}

/// Sends all of them, some at once. Answers how many a second, and how long each took.
async fn all(
    network: &Arc<HttpNetwork>,
    requests: Vec<Request<Bytes>>,
    figures: &mut Vec<Duration>,
) -> Result<f64> {
    figures.clear();
    let (times, next, requests) =
        (requests.len(), Arc::new(AtomicUsize::new(0)), Arc::new(requests));
    let (begun, mut askers) = (Instant::now(), JoinSet::new());
    for _ in 0..ASKERS {
        let (network, next, requests) = (network.clone(), next.clone(), requests.clone());
        askers.spawn(async move {
            let mut took = Vec::new();
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let begun = Instant::now();
                let answer = network.send(request.clone(), Limits::USUAL).await?;
                let status = answer.status();
                ensure!(status == 200, "{status}: {}", String::from_utf8_lossy(answer.body()));
                took.push(begun.elapsed());
            }
            Ok::<_, anyhow::Error>(took)
        });
    }
    while let Some(took) = askers.join_next().await {
        figures.extend(took??);
    }
    Ok(per_second(times, begun.elapsed()))
}
