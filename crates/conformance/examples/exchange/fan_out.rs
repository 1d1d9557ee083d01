//! One person, all institutions: from the officer's act to the last answer that is verified and kept; against the same
//! bytes asked of the same doors at once, with neither signature nor storage.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use axum::body::Bytes;
use tokio::task::JoinSet;
use wire::Network;
use wire::port::Limits;
use wire_http::HttpNetwork;

use crate::world::World;
use crate::{Scale, percentile, row};

/// How long an institution takes over an answer of its own: nothing, and as long as a database and a network away.
const TAKES: [Duration; 2] = [Duration::ZERO, Duration::from_millis(150)];
/// How often it is looked whether the last has answered.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// The first of these persons.
const FROM: usize = 1000;

/// Measures, and prints the rows of the table.
pub async fn measure(world: &World, scale: Scale) -> Result<()> {
    let network = std::sync::Arc::new(HttpNetwork::new(Limits::USUAL)?);
    let mut from = FROM;
    for takes in TAKES {
        for institution in &world.institutions {
            institution.take(takes);
        }
        let [warm, measured] = scale.one_by_one;
        let persons = world.know(from, warm + measured).await?;
        from += persons.len();
        let (mut own, mut floor, mut bytes) = (Vec::new(), Vec::new(), 0);
        for (place, person) in persons.iter().enumerate() {
            for institution in &world.institutions {
                institution.prepare(person);
            }
            let (took, read) = bare(world, &network, person).await?;
            let begun = Instant::now();
            let case = world.ask(std::slice::from_ref(person)).await?;
            world.settled(&case, LOOK_EVERY).await?;
            if place >= warm {
                own.push(begun.elapsed());
                floor.push(took);
                bytes = read;
            }
        }
        all_are_ok(world, persons.len()).await?;
        let institutions = world.institutions.len();
        let kib = bytes / institutions / 1024;
        for share in [50, 95, 99] {
            let (measured, least) = (percentile(&mut own, share), percentile(&mut floor, share));
            let what = format!(
                "one person at {institutions} institutions that take {} ms, {kib} KiB each, p{share}",
                takes.as_millis()
            );
            let beside = format!("{least:.1} ms, HTTP alone");
            row(&what, &format!("{measured:.1} ms"), Some((&beside, measured / least)));
        }
    }
    for institution in &world.institutions {
        institution.take(Duration::ZERO);
    }
    Ok(())
}

/// All institutions asked at once, and nothing else done: how long it took, and how many bytes came.
async fn bare(
    world: &World,
    network: &std::sync::Arc<HttpNetwork>,
    person: &str,
) -> Result<(Duration, usize)> {
    let (begun, mut asked, mut bytes) = (Instant::now(), JoinSet::new(), 0);
    for institution in &world.institutions {
        let request =
            http::Request::post(institution.floor()).body(Bytes::from(person.to_owned()))?;
        let network = network.clone();
        asked.spawn(async move { network.send(request, Limits::USUAL).await });
    }
    while let Some(answer) = asked.join_next().await {
        bytes += answer??.body().len();
    }
    Ok((begun.elapsed(), bytes))
}

/// Of the newest cases, every institution's results were taken.
async fn all_are_ok(world: &World, cases: usize) -> Result<()> {
    let sql = "select count(*) from (select id from exchange order by started_at desc limit $1) c
        join exchange_question q on q.exchange_id = c.id where q.outcome = 'ok'";
    let pool = &edge::Node::store(&world.node).pool;
    let ok: i64 = sqlx::query_scalar(sql).bind(i64::try_from(cases)?).fetch_one(pool).await?;
    ensure!(usize::try_from(ok)? == cases * world.institutions.len(), "{ok} answers were taken");
    Ok(())
}
