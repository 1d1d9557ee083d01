//! Everybody reads their own results, against a handler that does nothing but find one row.

use std::collections::HashMap;

use anyhow::Result;
use reqwest::Client;
use uuid::Uuid;

use crate::figure::{Figure, tell};
use crate::load::{Ask, Outcome, client, run as load};
use crate::office_process::OfficeProcess;
use crate::world::{World, cookie};

/// So many requests find out how many a second there can be, and for how long.
const CEILING_REQUESTS: usize = 12_000;
/// The share of that at which the waits are measured: a busy day, not a collapse.
const BUSY: f64 = 0.7;

/// Measures the floor and the page, one after the other.
pub async fn run(world: &World, office: &OfficeProcess, floor: &OfficeProcess) -> Result<()> {
    let client = client()?;
    tell("the floor: one row by its key");
    let floor = both(&client, floor, &floor_asks(world).await?).await?;
    tell("everybody's own results");
    let page = both(&client, office, &page_asks(world).await?).await?;
    let floor_is = "one indexed SELECT, a pool like it";
    let show = |what: &str, value: f64, floor: f64, unit| {
        Figure { what, value, floor_is, floor, unit }.print();
    };
    show("own results, at most", page.ceiling, floor.ceiling, "/s");
    let all = page.busy.right;
    let name = |what: &str, pace: f64| format!("own results of {all}, {what} at {pace:.0}/s");
    let pace = page.busy.pace();
    for (what, share) in [("p50", 0.5), ("p99", 0.99)] {
        show(&name(what, pace), page.busy.percentile(share), floor.busy.percentile(share), "ms");
    }
    Ok(())
}

/// What one kind of request can do.
struct Measured {
    ceiling: f64,
    busy: Outcome,
}

async fn both(client: &Client, office: &OfficeProcess, asks: &[Ask]) -> Result<Measured> {
    let some = &asks[..asks.len().min(CEILING_REQUESTS)];
    // The first round warms connections and caches.
    load(client, &office.url, &some[..some.len() / 4], None).await?.all_right()?;
    let ceiling = load(client, &office.url, some, None).await?;
    ceiling.all_right()?;
    let ceiling = ceiling.pace();
    let busy = load(client, &office.url, asks, Some(ceiling * BUSY)).await?;
    busy.all_right()?;
    Ok(Measured { ceiling, busy })
}

async fn floor_asks(world: &World) -> Result<Vec<Ask>> {
    let rows: Vec<(Uuid, String)> =
        sqlx::query_as("select id, student_number from person where student_number like 's%'")
            .fetch_all(&world.store.pool)
            .await?;
    let ask = |(person, number): (Uuid, String)| Ask {
        path: format!("/floor/{person}"),
        cookie: String::new(),
        holds: vec![(number, 1)],
    };
    Ok(rows.into_iter().map(ask).collect())
}

/// Each page must show every result of its own student, and no result besides.
async fn page_asks(world: &World) -> Result<Vec<Ask>> {
    let mut results: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (person, result) in world.results_in_force().await? {
        results.entry(person).or_default().push(result);
    }
    let ask = |student: &crate::world::Student| {
        let own = results.get(&student.person).map_or(&[][..], Vec::as_slice);
        let mut holds: Vec<(String, usize)> =
            own.iter().map(|id| (format!("id=\"result-{id}\""), 1)).collect();
        holds.push(("id=\"result-".to_owned(), own.len()));
        Ask { path: "/my/results".to_owned(), cookie: cookie(&student.token), holds }
    };
    Ok(world.students.iter().map(ask).collect())
}
