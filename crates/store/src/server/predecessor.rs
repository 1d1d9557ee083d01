//! A server of an earlier start may still be ending when the next one begins.

use std::fs;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::ServerError;
use super::folder::Folder;

/// How long an earlier server may take to end.
pub(super) const ENDS_WITHIN: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);

/// Waits until no earlier server runs on the folder, up to `within`. We hold the folder's lock, so one that still
/// runs has lost its owner: it is asked to end. A lock file that a crash left behind and whose
/// number now belongs to some other program is removed; otherwise PostgreSQL judges it itself.
pub(super) fn wait_for(folder: &Folder, within: Duration) -> Result<(), ServerError> {
    let Some(pid) = noted(folder) else { return Ok(()) };
    if !is_server_of(folder, pid) {
        if test_kill_process(pid).is_ok() {
            let path = folder.data().join("postmaster.pid");
            fs::remove_file(&path).map_err(ServerError::folder("cannot remove", path))?;
        }
        return Ok(());
    }
    tracing::info!(
        pid = pid.as_raw_nonzero(),
        "waiting for the database of an earlier start to end"
    );
    // It may end between the look and the call.
    let _ = kill_process(pid, Signal::INT);
    let deadline = Instant::now() + within;
    while is_server_of(folder, pid) {
        if Instant::now() > deadline {
            return Err(ServerError::PredecessorStays { pid: pid.as_raw_nonzero().get() });
        }
        std::thread::sleep(POLL);
    }
    Ok(())
}

/// The process that the lock file in the data names.
fn noted(folder: &Folder) -> Option<Pid> {
    let text = fs::read_to_string(folder.data().join("postmaster.pid")).ok()?;
    Pid::from_raw(text.lines().next()?.trim().parse().ok()?)
}

/// A PostgreSQL server works in its data folder; a dead process that waits to be reaped does not.
fn is_server_of(folder: &Folder, pid: Pid) -> bool {
    let process = format!("/proc/{}", pid.as_raw_nonzero());
    fs::read_link(format!("{process}/cwd")).is_ok_and(|cwd| cwd == folder.data())
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_server_that_does_not_end_when_asked_is_named() {
        let parent = tempfile::tempdir().unwrap();
        let folder = Folder { path: parent.path().canonicalize().unwrap() };
        fs::create_dir(folder.data()).unwrap();
        let mut deaf = Command::new("sh")
            .args(["-c", "trap '' INT; echo deaf; read -r end"])
            .current_dir(folder.data())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        BufReader::new(deaf.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
        fs::write(folder.data().join("postmaster.pid"), format!("{}\n", deaf.id())).unwrap();
        let refused = wait_for(&folder, Duration::from_millis(200)).unwrap_err();
        let named = i32::try_from(deaf.id()).unwrap();
        assert!(matches!(refused, ServerError::PredecessorStays { pid } if pid == named));
        assert!(refused.to_string().ends_with("end it and try again"), "{refused}");
        drop(deaf.stdin.take());
        wait_for(&folder, Duration::from_secs(20)).unwrap();
        deaf.wait().unwrap();
    }
}
