//! How many letters a second: by worker processes and, as the floor, in this one. Prints JSON.
//! `cargo xtask bench letters` runs it.

use letters::{Document, Language, render, samples};
use press::{Pool, PoolConfig};
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;
use tokio::task::JoinSet;

const LETTERS: usize = 120;

type Found<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Found<()> {
    if std::env::args().nth(1).as_deref() == Some("worker") {
        let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
        return Ok(press::worker::run(&mut input, &mut output, press::worker::Limits::default())?);
    }
    let document = announcement()?;
    press::pdf(&document)?;
    let begun = Instant::now();
    for _ in 0..LETTERS {
        press::pdf(&document)?;
    }
    let in_process = pace(begun);
    let (workers_1, _) = by_workers(&document, 1).await?;
    let (workers_2, worker_mib) = by_workers(&document, 2).await?;
    serde_json::to_writer(
        std::io::stdout(),
        &serde_json::json!({
            "in_process": in_process, "workers_1": workers_1, "workers_2": workers_2,
            "worker_mib": worker_mib,
        }),
    )?;
    Ok(())
}

/// The letter that goes out most often.
fn announcement() -> Found<Document> {
    let all = samples::all();
    let sample = all.iter().find(|sample| sample.kind == "results_announced");
    let sample = sample.ok_or("no sample of the announcement")?;
    Ok(render(sample.kind, sample.version, Language::Nb, &sample.data)?)
}

/// Letters a second by this many workers, started and warm, and the memory of one in MiB.
async fn by_workers(document: &Document, workers: usize) -> Found<(f64, f64)> {
    let mut config = PoolConfig::new(std::env::current_exe()?);
    config.arguments = vec!["worker".into()];
    config.workers_max = workers;
    let pool = Arc::new(Pool::new(config));
    many(&pool, document, workers).await?;
    let begun = Instant::now();
    many(&pool, document, LETTERS).await?;
    Ok((pace(begun), worker_mib()?))
}

async fn many(pool: &Arc<Pool>, document: &Document, count: usize) -> Found<()> {
    let mut tasks = JoinSet::new();
    for _ in 0..count {
        let (pool, document) = (pool.clone(), document.clone());
        tasks.spawn(async move { pool.pdf(&document).await });
    }
    while let Some(set) = tasks.join_next().await {
        set??;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "some hundreds")]
fn pace(begun: Instant) -> f64 {
    LETTERS as f64 / begun.elapsed().as_secs_f64()
}

/// The resident memory of the largest of our children, in MiB.
fn worker_mib() -> Found<f64> {
    let mut largest: f64 = 0.0;
    for thread in std::fs::read_dir("/proc/self/task")? {
        let children = std::fs::read_to_string(thread?.path().join("children"))?;
        for child in children.split_whitespace() {
            let status = std::fs::read_to_string(format!("/proc/{child}/status"))?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
            let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
            largest = kib.map_or(largest, |kib: f64| largest.max(kib / 1024.0));
        }
    }
    Ok(largest)
}
