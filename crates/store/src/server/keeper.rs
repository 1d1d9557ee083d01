//! The thread that runs the server: it lives as long as the server does (the system ends the
//! server with the thread that started it), reaps it, and starts it again when it died alone.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::ServerError;
use super::cluster::{ServerCommand, last_lines};
use super::folder::Folder;

const POLL: Duration = Duration::from_millis(20);
const STOPS_WITHIN: Duration = Duration::from_secs(30);
/// A server that dies this often without ever having answered is given up on: it cannot be started.
/// One that has answered is tried for ever, since what keeps it down, such as a full disk, may pass.
const DEATHS_MAX: u32 = 8;
/// The longest wait between two tries. The first tries after a crash may find the last processes of
/// the dead server still leaving.
const PAUSE_MAX: Duration = Duration::from_secs(2);

/// Owns the server. Dropping it shuts the server down in order and lets the folder go.
pub(super) struct Keeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    /// Held until the server has ended.
    _lock: File,
}

struct Shared {
    folder: Folder,
    command: ServerCommand,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    pid: Option<Pid>,
    stopping: bool,
    gave_up: bool,
}

impl Keeper {
    /// Starts the server and waits until it answers.
    pub fn start(
        folder: Folder,
        lock: File,
        command: ServerCommand,
        wait: Duration,
    ) -> Result<Self, ServerError> {
        let shared = Arc::new(Shared { folder, command, state: Mutex::default() });
        let kept = shared.clone();
        let thread = thread::Builder::new()
            .name("database-keeper".into())
            .spawn(move || kept.keep())
            .map_err(ServerError::folder("cannot start a thread for", &shared.folder.path))?;
        let keeper = Self { shared, thread: Some(thread), _lock: lock };
        let deadline = Instant::now() + wait;
        while !keeper.shared.ready() {
            if keeper.shared.state().gave_up || Instant::now() > deadline {
                return Err(keeper.shared.complaint());
            }
            thread::sleep(POLL);
        }
        keeper.shared.folder.announce()?;
        Ok(keeper)
    }

    /// The server's process id while it runs.
    pub fn pid(&self) -> Option<u32> {
        let pid = self.shared.state().pid?;
        u32::try_from(pid.as_raw_nonzero().get()).ok()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.shared.folder.withdraw();
        self.shared.state().stopping = true;
        // First in order; a server that does not come to an end is made to end, and recovers.
        let deadline = Instant::now() + STOPS_WITHIN;
        self.shared.signal(Signal::INT);
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            if Instant::now() > deadline {
                self.shared.signal(Signal::QUIT);
            }
            thread::sleep(POLL);
        }
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported where it happened.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn keep(&self) {
        let (mut deaths, mut proven) = (0_u32, false);
        while !self.state().stopping {
            let answered = match self.spawn() {
                Ok(child) => self.outlive(child),
                Err(error) => {
                    tracing::error!(%error, "the database server cannot be started");
                    false
                }
            };
            self.state().pid = None;
            if self.state().stopping {
                return;
            }
            deaths = if answered { 0 } else { deaths.saturating_add(1) };
            proven |= answered;
            if deaths > DEATHS_MAX && !proven {
                tracing::error!("the database server dies at once, again and again");
                self.state().gave_up = true;
                return;
            }
            tracing::warn!("the database server died and is started again");
            let pause = Duration::from_millis(100).saturating_mul(deaths);
            thread::sleep(Duration::from_millis(50) + pause.min(PAUSE_MAX));
        }
    }

    /// Reaps the server when it has ended. Answers whether it ever took connections.
    fn outlive(&self, mut child: Child) -> bool {
        let mut answered = false;
        loop {
            let ended = if answered { child.wait().map(Some) } else { child.try_wait() };
            match ended {
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => return answered,
            }
            answered = self.ready();
            thread::sleep(POLL);
        }
    }

    /// In a process group of its own: Ctrl-C in a terminal reaches us, and we end it in order.
    fn spawn(&self) -> std::io::Result<Child> {
        let log = File::options().create(true).append(true).open(self.folder.log())?;
        let mut state = self.state();
        let child = self
            .command
            .build()
            .current_dir(&self.folder.path)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0)
            .spawn()?;
        state.pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        if state.stopping {
            // Asked to stop while it was being started.
            state.pid.map(|pid| kill_process(pid, Signal::INT));
        }
        Ok(child)
    }

    /// PostgreSQL notes in its lock file, line 8, when it takes connections.
    fn ready(&self) -> bool {
        let Some(pid) = self.state().pid else { return false };
        let noted = fs::read_to_string(self.folder.data().join("postmaster.pid"));
        let noted = noted.unwrap_or_default();
        let lines: Vec<&str> = noted.lines().map(str::trim).collect();
        let own = lines.first() == Some(&pid.as_raw_nonzero().to_string().as_str());
        own && lines.get(7) == Some(&"ready")
    }

    fn complaint(&self) -> ServerError {
        let log = fs::read(self.folder.log()).unwrap_or_default();
        ServerError::Program { program: "postgres", told: last_lines(&log) }
    }

    fn signal(&self, signal: Signal) {
        if let Some(pid) = self.state().pid {
            // It may have ended just now.
            let _ = kill_process(pid, signal);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole whatever panicked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
