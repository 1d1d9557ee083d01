//! The scratch cluster: one PostgreSQL for all test processes of a machine, never durable.
//!
//! `KANDIDAT_TEST_CLUSTER` names a server to use instead. Otherwise the first process starts one
//! in `KANDIDAT_SCRATCH` (default: a folder under `/tmp`), the others find it there. It ends and
//! removes itself when nobody has asked for it for two hours, or on `cargo xtask scratch-end`.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use store::server::{Account, Binaries};

const IDLE_MINUTES: u32 = 120;
/// Names the cluster in use. Another number for another kind of cluster.
const CURRENT: &str = "current-2";
const START_SECONDS_MAX: u32 = 60;

/// Runs the server, and ends and removes it when it has been idle: `$1` folder, `$2` programs.
const KEEPER: &str = r#"
cd "$1" || exit 1
"$2/postgres" -D data -k "$1" -c listen_addresses= -c fsync=off -c full_page_writes=off \
  -c synchronous_commit=off -c max_connections=300 -c shared_buffers=128MB -c autovacuum=off \
  -c wal_level=minimal -c max_wal_senders=0 >log 2>&1 &
server=$!
while kill -0 $server 2>/dev/null && [ -n "$(find used -mmin -IDLE 2>/dev/null)" ]; do sleep 5; done
kill -INT $server 2>/dev/null
wait $server
cd / && rm -rf "$1"
"#;

/// The URL of the database `name` on the scratch cluster, which is started if it does not run.
pub async fn url(name: &str) -> Result<String> {
    if let Ok(given) = std::env::var("KANDIDAT_TEST_CLUSTER") {
        return with_database(&given, name);
    }
    let home = home()?;
    let lock = File::create(home.join("lock"))?;
    lock.lock().context("lock of the scratch cluster")?;
    if let Some(folder) = running(&home).await {
        File::create(folder.join("used"))?;
        return Ok(socket_url(&folder, name));
    }
    let folder = start(&home)?;
    for _ in 0..START_SECONDS_MAX * 10 {
        if answers(&folder).await {
            fs::write(home.join(CURRENT), folder.as_os_str().as_encoded_bytes())?;
            return Ok(socket_url(&folder, name));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    bail!("the scratch cluster in {} does not answer: {log}", folder.display())
}

/// Ends the scratch cluster, if one of ours runs.
pub fn end() -> Result<()> {
    let home = home()?;
    let lock = File::create(home.join("lock"))?;
    lock.lock().context("lock of the scratch cluster")?;
    if let Ok(current) = fs::read_to_string(home.join(CURRENT)) {
        // The keeper sees that the file has gone, and ends what it started.
        let _ = fs::remove_file(Path::new(&current).join("used"));
        fs::remove_file(home.join(CURRENT))?;
    }
    Ok(())
}

/// The folder of all scratch clusters of this user. Nobody else may write in it.
fn home() -> Result<PathBuf> {
    let uid = fs::metadata("/proc/self")?.uid();
    let home = match std::env::var_os("KANDIDAT_SCRATCH") {
        Some(given) => PathBuf::from(given),
        None => PathBuf::from(format!("/tmp/kandidat-scratch-{uid}")),
    };
    if !home.exists() {
        let made = DirBuilder::new().mode(0o711).create(&home);
        ensure!(made.is_ok() || home.exists(), "cannot make {}", home.display());
    }
    let owner = fs::symlink_metadata(&home)?;
    ensure!(owner.is_dir() && owner.uid() == uid, "{} is not ours", home.display());
    Ok(home)
}

async fn running(home: &Path) -> Option<PathBuf> {
    let current = PathBuf::from(fs::read_to_string(home.join(CURRENT)).ok()?);
    (current.join("used").exists() && answers(&current).await).then_some(current)
}

async fn answers(folder: &Path) -> bool {
    use sqlx::Connection;
    match sqlx::PgConnection::connect(&socket_url(folder, "postgres")).await {
        Ok(conn) => conn.close().await.is_ok(),
        Err(_) => false,
    }
}

fn start(home: &Path) -> Result<PathBuf> {
    let binaries = Binaries::find(&[])?;
    let account = Account::choose()?;
    let folder = tempfile::Builder::new().prefix("c").rand_bytes(6).tempdir_in(home)?.keep();
    File::create(folder.join("used"))?;
    if account.stepped_down {
        chown(&folder, Some(account.uid), Some(account.gid))?;
    }
    let made = account
        .command(binaries.program("initdb"))
        .args(["-D", "data", "-U", "postgres", "-A", "trust", "--no-sync"])
        .args(["-E", "UTF8", "--locale=C.UTF-8"])
        .current_dir(&folder)
        .output()
        .context("initdb")?;
    ensure!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    keeper(&account, &folder, &binaries).spawn().context("keeper of the scratch cluster")?;
    Ok(folder)
}

/// In a process group of its own: ending the test that happened to start it does not end it.
fn keeper(account: &Account, folder: &Path, binaries: &Binaries) -> Command {
    let mut command = account.command("sh");
    command
        .args(["-c", &KEEPER.replace("IDLE", &IDLE_MINUTES.to_string()), "keeper"])
        .arg(folder)
        .arg(&binaries.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    command
}

fn socket_url(folder: &Path, name: &str) -> String {
    format!("postgres://postgres@localhost/{name}?host={}", folder.display())
}

fn with_database(url: &str, name: &str) -> Result<String> {
    let (before, query) = url.split_once('?').map_or((url, None), |(b, q)| (b, Some(q)));
    let (scheme, rest) = before.split_once("://").context("KANDIDAT_TEST_CLUSTER is not a URL")?;
    let host = rest.split_once('/').map_or(rest, |(host, _)| host);
    let query = query.map(|q| format!("?{q}")).unwrap_or_default();
    Ok(format!("{scheme}://{host}/{name}{query}"))
}
