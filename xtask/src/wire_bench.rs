//! `cargo xtask bench wire`: messages between two stations that are processes of their own, over
//! HTTP on loopback, with durable commits; against the same HTTP without signature and storage.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde_json::json;
use sqlx::PgPool;
use store::server::{Options, PrivateServer};
use uuid::Uuid;

use crate::drill::wire::station::Station;
use crate::drill::wire::world::{DIRECTORY_KEY, KEYS, PARTIES, address, directory, public};

/// The share of the most that was reached at which the waits are measured.
const BUSY: f64 = 0.7;
const WITHIN: Duration = Duration::from_secs(600);
const KIND: &str = "note.sent";

#[derive(Parser)]
#[command(name = "cargo xtask bench wire")]
struct Asked {
    /// How many messages find out how many a second there can be
    #[arg(long, default_value_t = 2000)]
    messages: usize,
    /// For how many seconds messages come at seven tenths of that
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Built without optimisation: for trying the bench itself
    #[arg(long)]
    dev: bool,
}

/// Builds the station, measures, and prints the rows of the table.
pub async fn run(arguments: &[String]) -> Result<()> {
    let name = std::iter::once("wire".to_owned());
    let asked = Asked::parse_from(name.chain(arguments.iter().cloned()));
    let profile = if asked.dev { "dev" } else { "release" };
    let built = Command::new(crate::cargo())
        .args(["build", "--quiet", "--profile", profile, "-p", "edge", "--example", "station"])
        .status()?;
    ensure!(built.success(), "the station could not be built");
    let folder = std::env::current_exe()?.with_file_name("..");
    let program = folder.join(if asked.dev { "debug" } else { "release" }).join("examples/station");
    let mut pair = Pair::new(&program).await?;
    // The first round warms connections and caches.
    pair.send(asked.messages / 10).await?;
    pair.floor(asked.messages / 10, 0.0).await?;
    let most = pair.send(asked.messages).await?;
    let floor = pair.floor(asked.messages, 0.0).await?;
    row("messages acted on, at most", (most, floor[0]), "/s");
    let pace = most * BUSY;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
    let times = (pace * f64::from(asked.seconds)) as usize;
    let [p50, p99] = pair.paced(times, pace).await?;
    let floor = pair.floor(times, pace).await?;
    row(&format!("from act to act, p50 at {pace:.0}/s"), (p50, floor[1]), "ms");
    row(&format!("from act to act, p99 at {pace:.0}/s"), (p99, floor[2]), "ms");
    pair.stop().await
}

/// A figure beside its floor.
#[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
fn row(what: &str, (value, floor): (f64, f64), unit: &str) {
    let ratio = value / floor;
    println!("| {what} | {value:.1} {unit} | {floor:.1} {unit}, HTTP alone | {ratio:.2} |");
}

/// The register, which hands out the directory and does nothing else, and two institutions.
struct Pair {
    stations: Vec<Station>,
    addresses: Vec<String>,
    pools: Vec<PgPool>,
    server: PrivateServer,
    _folder: tempfile::TempDir,
}

impl Pair {
    async fn new(program: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kbench").tempdir_in("/tmp")?;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&folder, mode)?;
        let server = PrivateServer::start(&folder.path().join("d"), Options::default()).await?;
        let ports = (0..3).map(|_| free_port()).collect::<Result<Vec<_>>>()?;
        let addresses = ports.iter().map(|port| address(*port)).collect::<Result<Vec<_>>>()?;
        let file = folder.path().join("directory.json");
        std::fs::write(&file, directory(&addresses).await?)?;
        let (mut stations, mut pools) = (Vec::new(), Vec::new());
        for (number, port) in ports.iter().enumerate() {
            let url = server.database(&format!("wire_{}", PARTIES[number])).await?;
            let config = json!({
                "party": PARTIES[number], "database": url, "key": KEYS[number],
                "pinned": public(DIRECTORY_KEY).to_string(), "register": addresses[0],
                "directory": (number == 0).then_some(&file), "listen": port,
                "connect_ms": 5_000, "answer_ms": 30_000, "alarm_after_ms": 600_000,
            });
            stations.push(Station::start(program.to_owned(), config.to_string()).await?);
            pools.push(PgPool::connect(&url).await?);
        }
        let addresses = addresses.iter().map(ToString::to_string).collect();
        Ok(Self { stations, addresses, pools, server, _folder: folder })
    }

    /// Sends so many in one act. Answers how many were acted on in a second, until the last was and
    /// its sender had every receipt.
    async fn send(&mut self, times: usize) -> Result<f64> {
        let before = self.acted().await?;
        let begun = Instant::now();
        self.stations[1].say(PARTIES[2], KIND, times).await;
        self.until_acted(before + times).await?;
        #[expect(clippy::cast_precision_loss, reason = "some thousands")]
        Ok(times as f64 / begun.elapsed().as_secs_f64())
    }

    /// Sends so many, each in an act of its own, so many a second. Answers p50 and p99 in ms from the
    /// sender's act to the receiver's.
    async fn paced(&mut self, times: usize, pace: f64) -> Result<[f64; 2]> {
        let before = self.acted().await?;
        let begun = Instant::now();
        for place in 0..u32::try_from(times)? {
            let due = begun + Duration::from_secs_f64(f64::from(place) / pace);
            tokio::time::sleep_until(due.into()).await;
            self.stations[1].say(PARTIES[2], KIND, 1).await;
        }
        self.until_acted(before + times).await?;
        let times = i64::try_from(times)?;
        let sent = moments(
            &self.pools[1],
            "select message_id, (extract(epoch from enqueued_at) * 1000)::float8
            from mailbox_sent order by enqueued_at desc limit $1",
            times,
        )
        .await?;
        let acted = moments(
            &self.pools[2],
            "select message_id, (extract(epoch from at) * 1000)::float8 from effect
            where $1 > 0",
            times,
        )
        .await?;
        let took = |(id, sent): (&Uuid, &f64)| Some(acted.get(id)? - sent);
        let mut took: Vec<f64> = sent.iter().filter_map(took).collect();
        took.sort_unstable_by(f64::total_cmp);
        let last = took.len().checked_sub(1).context("nothing was acted on")?;
        Ok([50, 99].map(|share| took[last * share / 100]))
    }

    /// What the same HTTP costs alone: how many a second, p50 and p99 in ms.
    async fn floor(&mut self, times: usize, pace: f64) -> Result<[f64; 3]> {
        let line = format!("floor {} {times} {pace}", self.addresses[2]);
        self.stations[1].told().floor = None;
        self.stations[1].ask(&line).await;
        let begun = Instant::now();
        loop {
            let told = self.stations[1].told().floor.take();
            if let Some(told) = told {
                let read: Vec<f64> = told.split(' ').filter_map(|one| one.parse().ok()).collect();
                return read.try_into().ok().context("three figures");
            }
            ensure!(begun.elapsed() < WITHIN, "the floor took too long");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn acted(&self) -> Result<usize> {
        let acted = sqlx::query_scalar::<_, i64>("select count(*) from effect");
        Ok(usize::try_from(acted.fetch_one(&self.pools[2]).await?)?)
    }

    /// Until so many are acted on, and the sender has all receipts.
    async fn until_acted(&self, times: usize) -> Result<()> {
        let begun = Instant::now();
        let waits = "select exists (select from mailbox_sent where outcome is null)";
        while self.acted().await? < times
            || sqlx::query_scalar::<_, bool>(waits).fetch_one(&self.pools[1]).await?
        {
            ensure!(begun.elapsed() < WITHIN, "not all was delivered");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    async fn stop(mut self) -> Result<()> {
        for station in &mut self.stations {
            station.kill().await?;
        }
        for pool in &self.pools {
            pool.close().await;
        }
        self.server.stop().await;
        Ok(())
    }
}

async fn moments(pool: &PgPool, sql: &'static str, limit: i64) -> Result<HashMap<Uuid, f64>> {
    let rows: Vec<(Uuid, f64)> = sqlx::query_as(sql).bind(limit).fetch_all(pool).await?;
    Ok(rows.into_iter().collect())
}

/// One that is free now; nobody else asks for ports so fast.
fn free_port() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
