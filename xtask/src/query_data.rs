//! `cargo xtask sqlx`: what the queries look like to the database, kept in each crate's `.sqlx`.
//!
//! The macros write only what is compiled and never remove anything. So each crate is touched,
//! compiled against a fresh database into an empty folder, and the folder takes the old one's place.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use crate::dev_db::{create, root};

/// The crates with queries, the one that others build on first, the one that is compiled with the whole
/// workspace last.
const WITH_QUERIES: [&str; 3] = ["store", "register", "office"];

/// Regenerates, or with `check` compares.
pub async fn run(check: bool, only: Option<&str>) -> Result<()> {
    let wanted: Vec<&str> =
        WITH_QUERIES.into_iter().filter(|name| only.is_none_or(|only| only == *name)).collect();
    ensure!(!wanted.is_empty(), "crates with queries: {}", WITH_QUERIES.join(", "));
    let url = create("sqlx").await?;
    let mut differing = Vec::new();
    for name in wanted {
        let mut fresh = collect(name, &url)?;
        // A crate below that had to be compiled along has written its queries, too.
        for below in WITH_QUERIES.iter().take_while(|below| **below != name) {
            let theirs = read(&root().join("crates").join(below).join(".sqlx"))?;
            fresh.retain(|file, _| !theirs.contains_key(file));
        }
        let folder = root().join("crates").join(name).join(".sqlx");
        if fresh == read(&folder)? {
            continue;
        }
        differing.push(name);
        if !check {
            replace(&folder, &fresh)?;
        }
    }
    ensure!(
        !check || differing.is_empty(),
        "query data are out of date in {}; run `cargo xtask sqlx`",
        differing.join(", ")
    );
    Ok(())
}

/// File names and contents, as the macros write them today.
fn collect(name: &str, url: &str) -> Result<BTreeMap<String, String>> {
    let fresh = tempfile::tempdir()?;
    let library = root().join("crates").join(name).join("src/lib.rs");
    File::options().append(true).open(&library)?.set_modified(SystemTime::now())?;
    // With the whole workspace, what they build on is compiled as for the lints: once.
    let own = format!("--package={name}");
    let scope = if name == "office" { "--workspace" } else { &own };
    let status = Command::new(crate::cargo())
        .args(["check", "--quiet", "--all-targets", scope])
        .current_dir(root())
        .env("DATABASE_URL", url)
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", fresh.path())
        .status()
        .context("cargo check")?;
    ensure!(status.success(), "{name} does not compile against the migrated database");
    read(fresh.path())
}

fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

fn replace(folder: &Path, fresh: &BTreeMap<String, String>) -> Result<()> {
    fs::create_dir_all(folder)?;
    for name in read(folder)?.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, content) in fresh {
        fs::write(folder.join(name), content)?;
    }
    Ok(())
}
