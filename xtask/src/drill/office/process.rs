//! The office as a process of its own: `kandidat demo` on the drill's database.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A day on which students still sign up for the autumn.
const NOW: &str = "2026-08-25T10:00:00+02:00";
/// The first start tells the story of the term before.
const STARTS_WITHIN: Duration = Duration::from_secs(180);

/// The running office.
pub struct Office {
    child: Child,
    /// Its address, the same after each start.
    pub url: String,
}

impl Office {
    /// Builds the program, where `KANDIDAT_BUILT` does not say that it is, and starts it.
    pub async fn start(database: &str) -> Result<Self> {
        if std::env::var_os("KANDIDAT_BUILT").is_none() {
            let built = Command::new(crate::cargo())
                .args(["build", "--quiet", "--package", "kandidat"])
                .status()
                .await?;
            ensure!(built.success(), "the program could not be built");
        }
        let (child, url) = spawn("0", database).await?;
        Ok(Self { child, url })
    }

    /// Kills it with -9.
    pub async fn kill(&self) -> Result<()> {
        let pid = self.child.id().and_then(|id| i32::try_from(id).ok());
        let pid = pid.and_then(rustix::process::Pid::from_raw).context("a running office")?;
        rustix::process::kill_process(pid, rustix::process::Signal::KILL)?;
        Ok(())
    }

    /// Starts it again at the same address, after it was killed.
    pub async fn rise(&mut self, database: &str) -> Result<()> {
        self.child.wait().await?;
        let port = self.url.rsplit(':').next().context("a port")?.to_owned();
        (self.child, self.url) = spawn(&port, database).await?;
        Ok(())
    }

    /// Kills it and starts it again.
    pub async fn die_and_rise(&mut self, database: &str) -> Result<()> {
        self.kill().await?;
        self.rise(database).await
    }
}

async fn spawn(port: &str, database: &str) -> Result<(Child, String)> {
    let mut child = Command::new(program()?)
        .args(["demo", "--port", port, "--now", NOW, "--database", database])
        .env("KANDIDAT_LOG", "off")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
    let ready = async {
        while let Some(line) = lines.next_line().await? {
            let Some(ready) = line.strip_prefix("ready ") else { continue };
            let ready: serde_json::Value = serde_json::from_str(ready)?;
            return ready["offices"]["999"].as_str().map(ToOwned::to_owned).context("an address");
        }
        anyhow::bail!("the office did not start")
    };
    let url = tokio::time::timeout(STARTS_WITHIN, ready).await.context("starting the office")??;
    Ok((child, url))
}

/// Beside this program.
fn program() -> Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name("kandidat"))
}
