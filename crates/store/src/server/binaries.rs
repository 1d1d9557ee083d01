//! Where PostgreSQL's programs are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::ServerError;

/// The oldest version whose SQL we use.
const MAJOR_MIN: u32 = 15;
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb`, `postgres` and the others.
#[derive(Clone, Debug)]
pub struct Binaries {
    /// The folder.
    pub folder: PathBuf,
}

impl Binaries {
    /// The machine's own: first on the PATH, then Debian's newest, then the given folders (such
    /// as the one of an npm package).
    pub fn find(others: &[PathBuf]) -> Result<Self, ServerError> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = env::split_paths(&path)
            .chain(debian(Path::new(DEBIAN)))
            .chain(others.iter().cloned())
            .collect();
        match folders.iter().find_map(|folder| complete(folder)) {
            Some(folder) => Ok(Self { folder }),
            None => Err(ServerError::NoBinaries { looked_in: folders }),
        }
    }

    /// The path of one program.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The real folder behind one that has both programs, if their version is new enough.
fn complete(folder: &Path) -> Option<PathBuf> {
    let initdb = fs::canonicalize(folder.join("initdb")).ok()?;
    let real = initdb.parent()?.to_path_buf();
    let whole = real.join("initdb").is_file() && real.join("postgres").is_file();
    (whole && major(&real).is_none_or(|major| major >= MAJOR_MIN)).then_some(real)
}

/// Debian's folders carry the major version in their path: `/usr/lib/postgresql/15/bin`.
fn major(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

fn debian(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path().join("bin")).collect();
    folders.sort_by_key(|folder| std::cmp::Reverse(major(folder)));
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn install(root: &Path, version: &str) {
        let bin = root.join(version).join("bin");
        fs::create_dir_all(&bin).unwrap();
        fs::write(bin.join("initdb"), "").unwrap();
        fs::write(bin.join("postgres"), "").unwrap();
    }

    #[test]
    fn the_newest_that_is_new_enough_is_taken() {
        let root = tempfile::tempdir().unwrap();
        for version in ["9", "14", "15", "16"] {
            install(root.path(), version);
        }
        let found: Vec<_> = debian(root.path()).iter().filter_map(|f| complete(f)).collect();
        let root = root.path().canonicalize().unwrap();
        assert_eq!(found, [root.join("16/bin"), root.join("15/bin")]);
    }
}
