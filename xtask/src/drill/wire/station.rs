//! A station as a process of its own: `crates/edge/examples/station`.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::task::JoinHandle;
use uuid::Uuid;

const STARTS_WITHIN: Duration = Duration::from_secs(60);
/// After how long an undelivered message needs a person, in this drill.
pub const ALARM_AFTER: Duration = Duration::from_secs(2);

/// What a station has told, over all its lives.
#[derive(Default)]
pub struct Told {
    /// Messages whose act is committed.
    pub said: BTreeSet<Uuid>,
    /// Messages that a person was alarmed about.
    pub alarmed: BTreeSet<Uuid>,
    /// What it has measured last of the least that an exchange can cost.
    pub floor: Option<String>,
}

/// The running process.
pub struct Station {
    program: PathBuf,
    config: String,
    child: Child,
    asks: ChildStdin,
    told: Arc<Mutex<Told>>,
    listening: JoinHandle<()>,
    /// Where it is in this life.
    pub address: SocketAddr,
}

impl Station {
    /// Starts the program with this configuration, and waits until it listens.
    pub async fn start(program: PathBuf, config: String) -> Result<Self> {
        let told = Arc::default();
        let (child, asks, listening, address) = spawn(&program, &config, &told).await?;
        Ok(Self { program, config, child, asks, told, listening, address })
    }

    /// Asks it to send so many. Whoever is dead hears nothing.
    pub async fn say(&mut self, to: &str, kind: &str, times: usize) {
        self.ask(&format!("say {to} {kind} {times}")).await;
    }

    /// Asks it for something.
    pub async fn ask(&mut self, line: &str) {
        let _ = self.asks.write_all(format!("{line}\n").as_bytes()).await;
    }

    /// Kills it with -9, and hears all that it still said.
    pub async fn kill(&mut self) -> Result<()> {
        self.child.kill().await?;
        (&mut self.listening).await?;
        Ok(())
    }

    /// Starts it again after it was killed.
    pub async fn rise(&mut self) -> Result<()> {
        let started = spawn(&self.program, &self.config, &self.told).await?;
        (self.child, self.asks, self.listening, self.address) = started;
        Ok(())
    }

    /// What it has told so far.
    pub fn told(&self) -> MutexGuard<'_, Told> {
        lock(&self.told)
    }
}

async fn spawn(
    program: &Path,
    config: &str,
    told: &Arc<Mutex<Told>>,
) -> Result<(Child, ChildStdin, JoinHandle<()>, SocketAddr)> {
    let mut child = Command::new(program)
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("starting a station")?;
    let asks = child.stdin.take().context("its input")?;
    let mut output = BufReader::new(child.stdout.take().context("its output")?);
    let mut ready = String::new();
    let read = output.read_line(&mut ready);
    tokio::time::timeout(STARTS_WITHIN, read).await.context("starting a station")??;
    let address = ready.trim().strip_prefix("ready http://").context("the station said nothing")?;
    let address = address.parse()?;
    let listening = tokio::spawn(listen(output, told.clone()));
    Ok((child, asks, listening, address))
}

/// A line that was being written when it died says nothing.
async fn listen(mut output: BufReader<ChildStdout>, told: Arc<Mutex<Told>>) {
    let mut line = String::new();
    while output.read_line(&mut line).await.is_ok_and(|read| read > 0) {
        let words = line.trim_end().strip_suffix('.').and_then(|line| line.split_once(' '));
        match words.map(|(what, more)| (what, more, more.parse())) {
            Some(("said", _, Ok(id))) => drop(lock(&told).said.insert(id)),
            Some(("alarm", _, Ok(id))) => drop(lock(&told).alarmed.insert(id)),
            Some(("floor", measured, _)) => lock(&told).floor = Some(measured.to_owned()),
            _ => {}
        }
        line.clear();
    }
}

fn lock(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The station beside this program.
pub fn beside() -> Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name("examples").join("station"))
}
