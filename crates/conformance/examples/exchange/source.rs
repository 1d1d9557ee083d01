//! The office as the one who is asked: a question verified, decided by the rule, and answered with a signed document in
//! an act that is committed and kept as evidence; against one indexed SELECT behind a handler that does nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use axum::body::Bytes;
use axum::routing::post;
use http::Request;
use jiff::Timestamp;
use protocol::exchange::{ASK, Ask, GivenBasis};
use rules::exchange::Purpose;
use serde_json::json;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use wire::port::{HeldKeys, Limits};
use wire::{MessageId, Network, PublicKey, Route, SignedRequest};
use wire_http::HttpNetwork;

use crate::world::{World, key, own_student, person, place_of};
use crate::{Scale, per_second, percentile, row};

/// As many ask at once.
const ASKERS: usize = 8;
/// Somebody whom nobody knows.
const NOBODY: usize = 99_000;

/// Measures, and prints the rows of the table.
pub async fn measure(world: &World, scale: Scale) -> Result<()> {
    let network = Arc::new(HttpNetwork::new(Limits::USUAL)?);
    let floor_at = floor(world.node.store().pool.clone()).await?;
    let known = own_student()?;
    let stranger = person(NOBODY);
    for (who, about, outcome) in [
        ("a person with 24 results", &known, "ok"),
        ("a person whom nobody knows", &stranger, "no_person"),
    ] {
        let mut figures = [Vec::new(), Vec::new()];
        let mut rates = [0.0; 2];
        // The first round warms connections and caches.
        for times in [scale.answers / 10, scale.answers] {
            let requests = questions(world, times, about).await?;
            rates[0] = all(&network, requests, &mut figures[0], Some(outcome)).await?;
            let bare = || Ok(Request::post(floor_at.clone()).body(Bytes::from(about.clone()))?);
            let requests = (0..times).map(|_| bare()).collect::<Result<_>>()?;
            rates[1] = all(&network, requests, &mut figures[1], None).await?;
        }
        let [own, floor] = rates;
        let beside = format!("{floor:.0}/s, one indexed SELECT");
        let what = format!("answers about {who}");
        row(
            &format!("{what}, {ASKERS} at once"),
            &format!("{own:.0}/s"),
            Some((&beside, own / floor)),
        );
        for share in [50, 99] {
            let [own, floor] = figures.each_mut().map(|took| percentile(took, share));
            let beside = format!("{floor:.1} ms, one indexed SELECT");
            row(
                &format!("{what}, p{share}"),
                &format!("{own:.1} ms"),
                Some((&beside, own / floor)),
            );
        }
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
            let sql = "select id from person where national_id = $1";
            let found = sqlx::query_scalar::<_, uuid::Uuid>(sql).bind(body).fetch_all(&pool).await;
            found.map_or_else(|_| String::new(), |rows| format!("{rows:?}"))
        }
    };
    let router = axum::Router::new().route("/floor", post(select));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Questions that are signed beforehand, by one of the institutions.
async fn questions(world: &World, times: usize, about: &str) -> Result<Vec<Request<Bytes>>> {
    let mut requests = Vec::with_capacity(times);
    let from = world.institutions[0].number;
    for _ in 0..times {
        let body = Ask {
            national_id: about.to_owned(),
            purpose: Purpose::Recognition,
            basis: GivenBasis::Statute,
        };
        let id = MessageId::random();
        let envelope = json!({ "id": id, "kind": ASK, "from": from, "to": "199",
            "sent_at": "2026-11-02T10:00:00Z", "domain_at": "2026-11-02T10:00:00Z",
            "about": "bench-1", "body": body });
        let key = key(place_of(from));
        let public: PublicKey = key.verifying_key().into();
        let target = world.address.target(Route::Question);
        let (ring, body) = (HeldKeys::new([key]), Bytes::from(envelope.to_string()));
        let now = Timestamp::now();
        let signed = SignedRequest::sign(target, id, body, now, public.id(), &ring).await?;
        requests.push(signed.to_http()?);
    }
    Ok(requests)
}

/// Sends all of them, some at once. Answers how many a second, and how long each took.
async fn all(
    network: &Arc<HttpNetwork>,
    requests: Vec<Request<Bytes>>,
    figures: &mut Vec<Duration>,
    outcome: Option<&'static str>,
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
                took.push(begun.elapsed());
                let (status, body) = (answer.status(), String::from_utf8_lossy(answer.body()));
                let said =
                    outcome.is_none_or(|one| body.contains(&format!("\"outcome\":\"{one}\"")));
                ensure!(
                    status == 200 && said,
                    "{status}: {}",
                    body.chars().take(300).collect::<String>()
                );
            }
            Ok::<_, anyhow::Error>(took)
        });
    }
    while let Some(took) = askers.join_next().await {
        figures.extend(took??);
    }
    Ok(per_second(times, begun.elapsed()))
}
