//! The data of a private server, and the command that serves them.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::folder::Folder;
use super::{Account, Binaries, Options, ServerError};

/// As much of a program's complaint as an error tells.
const TOLD_LINES: usize = 5;
const SETPRIV: [&str; 2] = ["/usr/bin/setpriv", "/bin/setpriv"];
/// Terse: what PostgreSQL adds to an error in its log quotes the row, and that may be a person.
const SETTINGS: [&str; 4] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "log_error_verbosity=terse",
];

/// Makes the data if there are none: UTF-8 in code point order; Norwegian order comes from ICU
/// collations. Made beside their place and moved there when whole.
pub(super) fn ensure(
    folder: &Folder,
    binaries: &Binaries,
    account: &Account,
) -> Result<(), ServerError> {
    let data = folder.data();
    if data.exists() {
        return same_major(&data, binaries);
    }
    let new = folder.path.join("data.new");
    if new.exists() {
        fs::remove_dir_all(&new).map_err(ServerError::folder("cannot remove", &new))?;
    }
    // Whoever can enter the folder may connect: its mode is 0700.
    let made = account
        .command(binaries.program("initdb"))
        .arg("-D")
        .arg(&new)
        .args(["-U", folder.superuser(), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
        .current_dir(&folder.path)
        .stdin(Stdio::null())
        .output()
        .map_err(ServerError::folder("cannot run", binaries.program("initdb")))?;
    if !made.status.success() {
        return Err(ServerError::Program { program: "initdb", told: last_lines(&made.stderr) });
    }
    fs::rename(&new, &data).map_err(ServerError::folder("cannot move", new))
}

fn same_major(data: &Path, binaries: &Binaries) -> Result<(), ServerError> {
    let path = data.join("PG_VERSION");
    let written = fs::read_to_string(&path).map_err(ServerError::folder("cannot read", path))?;
    let (written, programs) = (written.trim().to_owned(), binaries.major.to_string());
    if programs == written {
        return Ok(());
    }
    Err(ServerError::OtherMajor { path: data.to_path_buf(), data: written, programs })
}

/// How the server is run.
pub(super) struct ServerCommand {
    account: Account,
    words: Vec<OsString>,
}

impl ServerCommand {
    /// On its socket only, and so that it ends in order when the thread that started it ends.
    /// (A machine without setpriv leaves an orphan after a kill; the next start ends that.)
    pub fn new(folder: &Folder, binaries: &Binaries, account: &Account, options: &Options) -> Self {
        let mut words: Vec<OsString> = Vec::new();
        if SETPRIV.iter().any(|path| Path::new(path).exists()) {
            words.extend(["setpriv", "--pdeathsig", "INT", "--"].map(Into::into));
        }
        words.extend([binaries.program("postgres").into(), "-D".into(), folder.data().into()]);
        words.extend(["-k".into(), folder.path.clone().into()]);
        for setting in SETTINGS {
            words.extend(["-c", setting].map(Into::into));
        }
        for (name, value) in &options.settings {
            words.extend(["-c".into(), format!("{name}={value}").into()]);
        }
        Self { account: account.clone(), words }
    }

    /// Ready to be spawned.
    pub fn build(&self) -> Command {
        let mut command = self.account.command(&self.words[0]);
        command.args(&self.words[1..]);
        command
    }
}

/// The end of what a program wrote, for an error message.
pub(super) fn last_lines(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(TOLD_LINES)..].join(" / ")
}
