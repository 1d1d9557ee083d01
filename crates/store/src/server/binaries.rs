//! Where PostgreSQL's programs are.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::ServerError;

/// The oldest version whose SQL we use.
const MAJOR_MIN: u32 = 15;
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb`, `postgres` and the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binaries {
    /// The folder.
    pub folder: PathBuf,
    /// Their major version, as the server's own program says it: 15 or later.
    pub major: u32,
}

impl Binaries {
    /// The machine's own: first on the PATH, then Debian's newest, then the given folders (such
    /// as the one of an npm package). What is too old is passed over wherever it stands.
    pub fn find(others: &[PathBuf]) -> Result<Self, ServerError> {
        let path = env::var_os("PATH").unwrap_or_default();
        Self::find_in(&path, Path::new(DEBIAN), others)
    }

    fn find_in(path: &OsStr, debian: &Path, others: &[PathBuf]) -> Result<Self, ServerError> {
        let folders: Vec<PathBuf> =
            env::split_paths(path).chain(newest(debian)).chain(others.iter().cloned()).collect();
        let found = folders.iter().find_map(|folder| usable(folder));
        found.ok_or(ServerError::NoBinaries { looked_in: folders })
    }

    /// The path of one program.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The real folder behind one that has both programs, if their version is new enough.
fn usable(folder: &Path) -> Option<Binaries> {
    let initdb = fs::canonicalize(folder.join("initdb")).ok()?;
    let folder = initdb.parent()?.to_path_buf();
    let major = major(&folder.join("postgres"))?;
    (major >= MAJOR_MIN).then_some(Binaries { folder, major })
}

/// What the program says of itself: `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major(postgres: &Path) -> Option<u32> {
    let told = Command::new(postgres)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let version = told.strip_prefix("postgres (PostgreSQL) ")?;
    version.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// Debian's folders carry the major version in their path: `/usr/lib/postgresql/15/bin`.
fn newest(debian: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(debian).into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    versions.sort_by_key(|path| std::cmp::Reverse(number(path)));
    versions.into_iter().map(|path| path.join("bin")).collect()
}

#[cfg(test)]
#[path = "binaries_tests.rs"]
mod tests;
