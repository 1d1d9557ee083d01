//! `kandidat demo` as a person ends it: Ctrl-C in the terminal, at the end or right at the start.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A demonstration whose temporary files stand in a folder of their own.
struct Demo {
    temp: tempfile::TempDir,
    process: Child,
}

impl Demo {
    fn start() -> Self {
        let temp = tempfile::Builder::new().prefix("kd").tempdir_in("/tmp").unwrap();
        fs::set_permissions(temp.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_kandidat"))
            .args(["demo", "--port", "0"])
            .env("TMPDIR", temp.path())
            .process_group(0)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self { temp, process }
    }

    /// The folder of its database, once that takes connections.
    fn database(&self) -> PathBuf {
        let deadline = Instant::now() + Duration::from_secs(120);
        loop {
            let mut folders =
                fs::read_dir(self.temp.path()).unwrap().map(|one| one.unwrap().path());
            let up = |folder: &PathBuf| {
                let lock = fs::read_to_string(folder.join("data/postmaster.pid"));
                lock.is_ok_and(|lock| lock.contains("ready"))
            };
            if let Some(folder) = folders.find(up) {
                return folder;
            }
            assert!(Instant::now() < deadline, "the database is up");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What a terminal does on Ctrl-C, to all processes of its group; then all must be in order.
    fn interrupted(mut self) {
        let folder = self.database();
        let lock = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap();
        let server = PathBuf::from("/proc").join(lock.lines().next().unwrap());
        let mut log = File::open(folder.join("log")).unwrap();
        let group = format!("-{}", self.process.id());
        assert!(Command::new("kill").args(["-INT", "--", &group]).status().unwrap().success());
        assert!(self.process.wait().unwrap().success());
        let mut told = String::new();
        log.read_to_string(&mut told).unwrap();
        assert!(told.contains("received fast shutdown request"), "{told}");
        assert!(told.trim_end().ends_with("database system is shut down"), "{told}");
        assert!(!server.exists(), "its process has ended and was reaped");
        assert_eq!(fs::read_dir(self.temp.path()).unwrap().count(), 0, "nothing is left behind");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Only where a test has failed does it still run.
        let _ = self.process.kill();
    }
}

#[test]
fn ctrl_c_ends_the_demonstration_and_its_database_in_order() {
    let mut demo = Demo::start();
    let mut said = BufReader::new(demo.process.stdout.take().unwrap()).lines();
    let ready = said.find_map(|line| line.unwrap().strip_prefix("ready ").map(str::to_owned));
    let ready: serde_json::Value = serde_json::from_str(&ready.unwrap()).unwrap();
    let at = |url: &serde_json::Value| url.as_str().is_some_and(|url| url.starts_with("http://"));
    assert!(at(&ready["register"]) && at(&ready["offices"]["999"]), "{ready}");
    demo.interrupted();
}

#[test]
fn ctrl_c_before_the_demonstration_is_ready_leaves_nothing_behind_either() {
    Demo::start().interrupted();
}
