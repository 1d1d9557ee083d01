//! The data folder: where it is, who owns it, and how others find its server.

use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Account, ServerError};

/// The system allows 107 bytes for a socket's path; PostgreSQL's file name takes 14 and a lock 5.
const PATH_BYTES_MAX: usize = 88;
/// PostgreSQL's superuser in a private server; reached through the folder only.
const SUPERUSER: &str = "kandidat";
const POLL: Duration = Duration::from_millis(50);

/// The user's data folder; for root one outside root's home, whose mode would hide it.
pub fn default_folder() -> PathBuf {
    default_for(rustix::process::geteuid().is_root(), |name| env::var_os(name))
}

fn default_for(root: bool, var: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    if root {
        return PathBuf::from("/var/lib/kandidat");
    }
    let home = || var("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data = var("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    data.or_else(home).unwrap_or_else(env::temp_dir).join("kandidat")
}

/// A data folder that exists and that the server's account can use.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    pub path: PathBuf,
}

/// Whose the folder's server is.
pub(super) enum Claim {
    /// Ours, for as long as the lock is held.
    Owner(Folder, File),
    /// Another process's, which answers.
    Guest(Folder),
}

impl Folder {
    /// Makes the folder if needed and locks it, or waits for the owner's server to be ready.
    pub fn claim(path: &Path, account: &Account, wait: Duration) -> Result<Claim, ServerError> {
        let folder = Self::prepare(path, account)?;
        let lock_path = folder.path.join("owner.lock");
        let mut lock = File::options()
            .create(true)
            .append(true)
            .open(&lock_path)
            .map_err(ServerError::folder("cannot open", &lock_path))?;
        let deadline = Instant::now() + wait;
        loop {
            match lock.try_lock() {
                Ok(()) => {
                    folder.withdraw();
                    // For the person who looks: the lock itself is the system's.
                    let noted =
                        lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id()));
                    noted.map_err(ServerError::folder("cannot write", &lock_path))?;
                    return Ok(Claim::Owner(folder, lock));
                }
                Err(TryLockError::WouldBlock) if folder.announced() => {
                    return Ok(Claim::Guest(folder));
                }
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(POLL);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(ServerError::OwnerSilent { lock: lock_path });
                }
                Err(TryLockError::Error(source)) => {
                    return Err(ServerError::folder("cannot lock", lock_path)(source));
                }
            }
        }
    }

    fn prepare(path: &Path, account: &Account) -> Result<Self, ServerError> {
        let parent = path.parent().unwrap_or(path);
        fs::create_dir_all(parent).map_err(ServerError::folder("cannot make", parent))?;
        let made = DirBuilder::new().mode(0o700).create(path);
        let path = fs::canonicalize(path).map_err(|source| {
            ServerError::folder("cannot make", path)(made.err().unwrap_or(source))
        })?;
        if path.as_os_str().len() > PATH_BYTES_MAX {
            return Err(ServerError::PathTooLong { path, bytes_max: PATH_BYTES_MAX });
        }
        if account.stepped_down {
            hand_over(&path, account)?;
        }
        Ok(Self { path })
    }

    /// PostgreSQL's data.
    pub fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// What the server writes about itself.
    pub fn log(&self) -> PathBuf {
        self.path.join("log")
    }

    /// The URL of a database for a role, through the socket in this folder.
    pub fn url(&self, role: &str, database: &str) -> String {
        let host: String = self
            .path
            .to_string_lossy()
            .bytes()
            .map(|byte| match byte {
                b'/' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        format!("postgres://{role}@localhost/{database}?host={host}")
    }

    /// For making databases and roles.
    pub fn superuser_url(&self) -> String {
        self.url(SUPERUSER, "postgres")
    }

    /// The superuser's name.
    pub fn superuser(&self) -> &'static str {
        SUPERUSER
    }

    /// Tells other processes that the server answers, and where.
    pub fn announce(&self) -> Result<(), ServerError> {
        let (new, path) = (self.path.join("url.new"), self.path.join("url"));
        fs::write(&new, self.superuser_url())
            .and_then(|()| fs::rename(&new, &path))
            .map_err(ServerError::folder("cannot write", path))
    }

    /// Takes the announcement back.
    pub fn withdraw(&self) {
        // That it is not there is what is wanted.
        let _ = fs::remove_file(self.path.join("url"));
    }

    fn announced(&self) -> bool {
        self.path.join("url").exists()
    }
}

/// Gives the folder to the account, and makes sure that it can be reached from the root.
fn hand_over(path: &Path, account: &Account) -> Result<(), ServerError> {
    let owner = fs::metadata(path).map_err(ServerError::folder("cannot read", path))?.uid();
    if owner != account.uid {
        chown(path, Some(account.uid), Some(account.gid))
            .map_err(ServerError::folder("cannot hand over", path))?;
    }
    let entered = account
        .command("sh")
        .args(["-c", "cd \"$1\"", "sh"])
        .arg(path)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match entered {
        Ok(status) if status.success() => Ok(()),
        _ => Err(ServerError::HiddenFolder {
            path: path.to_path_buf(),
            account: account.name.clone(),
        }),
    }
}

#[cfg(test)]
#[path = "folder_tests.rs"]
mod tests;
