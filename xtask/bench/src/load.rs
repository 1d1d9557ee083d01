//! Load on the office over loopback: as fast as it answers, or at a fixed rate.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use reqwest::Client;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::figure::percentile;

/// How many requests may be under way: as many as a web server in front would let through.
const UNDER_WAY_MAX: usize = 64;
/// A request that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// What to ask for, and how to see that the answer is the right person's.
#[derive(Clone)]
pub struct Ask {
    /// The path.
    pub path: String,
    /// The cookie of the session.
    pub cookie: String,
    /// What must stand in the answer, and how often.
    pub holds: Vec<(String, usize)>,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    /// Answers with status 200 and all that they should hold.
    pub right: usize,
    /// Answers that were another's, or not whole.
    pub wrong: usize,
    /// Other statuses, and none.
    pub failed: usize,
    /// From the first intended start to the last answer.
    pub took: Duration,
    /// From the intended start of each to its answer, in order of length.
    pub waited: Vec<Duration>,
}

impl Outcome {
    /// Right answers a second.
    pub fn pace(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "some thousands")]
        let right = self.right as f64;
        right / self.took.as_secs_f64()
    }

    /// A percentile of the waits, in ms.
    pub fn percentile(&self, share: f64) -> f64 {
        percentile(&self.waited, share)
    }

    /// That every answer was right.
    pub fn all_right(&self) -> Result<()> {
        let Self { right, wrong, failed, .. } = self;
        ensure!(wrong + failed == 0, "{right} right, {wrong} wrong, {failed} failed");
        Ok(())
    }
}

/// A client that keeps its connections.
pub fn client() -> Result<Client> {
    let builder = Client::builder().pool_max_idle_per_host(UNDER_WAY_MAX).timeout(PATIENCE);
    Ok(builder.redirect(reqwest::redirect::Policy::none()).no_proxy().build()?)
}

/// Asks everything. With a `rate` (requests a second) each has its intended start, and how long it
/// takes counts from there, whether or not it could be sent then; without one, the next begins
/// when one has ended.
pub async fn run(client: &Client, base: &str, asks: &[Ask], rate: Option<f64>) -> Result<Outcome> {
    let permits = Arc::new(Semaphore::new(UNDER_WAY_MAX));
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for (place, ask) in asks.iter().enumerate() {
        let intended = match rate {
            #[expect(clippy::cast_precision_loss, reason = "some thousands")]
            Some(rate) => start + Duration::from_secs_f64(place as f64 / rate),
            None => {
                // Closed loop: the next waits for a free place.
                drop(permits.acquire().await?);
                Instant::now()
            }
        };
        tokio::time::sleep_until(intended.into()).await;
        let (client, permits, ask) = (client.clone(), permits.clone(), ask.clone());
        let url = format!("{base}{}", ask.path);
        tasks.spawn(async move {
            let permit = permits.acquire_owned().await;
            let verdict = one(&client, &url, &ask).await;
            drop(permit);
            (verdict, intended.elapsed())
        });
    }
    let mut outcome = Outcome::default();
    while let Some(done) = tasks.join_next().await {
        let (verdict, waited) = done?;
        match verdict {
            Ok(true) => outcome.right += 1,
            Ok(false) => outcome.wrong += 1,
            Err(_) => outcome.failed += 1,
        }
        outcome.waited.push(waited);
    }
    outcome.took = start.elapsed();
    outcome.waited.sort_unstable();
    Ok(outcome)
}

/// Whether the answer is whole and the right person's.
async fn one(client: &Client, url: &str, ask: &Ask) -> Result<bool> {
    let answer = client.get(url).header("cookie", &ask.cookie).send().await?;
    ensure!(answer.status() == 200, "status {}", answer.status());
    let text = answer.text().await?;
    Ok(ask.holds.iter().all(|(piece, times)| text.matches(piece.as_str()).count() == *times))
}
