//! `cargo xtask sqlx`: what the queries look like to the database, kept in each crate's `.sqlx`.
//!
//! The macros write only what is compiled and never remove anything. So each crate is touched,
//! compiled against a fresh database into an empty folder, and the folder takes the old one's place.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use crate::dev_db::{create, root};

mod check;

/// The crates with queries, the one that others build on first, the one that is compiled with the whole
/// workspace last.
const WITH_QUERIES: [&str; 6] = ["store", "register", "office", "mobility", "exam_day", "planning"];

/// Regenerates, or with `check` compares.
///
/// # Errors
/// A crate does not compile, or with `check` its data are not what the database says.
pub async fn run(check: bool, only: Option<&str>) -> Result<()> {
    let known = only.is_none_or(|only| WITH_QUERIES.contains(&only));
    ensure!(known, "crates with queries: {}", WITH_QUERIES.join(", "));
    if check { check::run(only).await } else { regenerate(only).await }
}

async fn regenerate(only: Option<&str>) -> Result<()> {
    let url = create("sqlx").await?;
    for name in WITH_QUERIES.into_iter().filter(|name| only.is_none_or(|only| only == *name)) {
        let mut fresh = collect(name, &url)?;
        // A crate below that had to be compiled along has written its queries, too.
        for below in WITH_QUERIES.iter().take_while(|below| **below != name) {
            let theirs = read(&data_folder(below))?;
            fresh.retain(|file, _| !theirs.contains_key(file));
        }
        if fresh != read(&data_folder(name))? {
            replace(&data_folder(name), &fresh)?;
        }
    }
    Ok(())
}

/// Where a crate keeps the data of its queries.
fn data_folder(name: &str) -> PathBuf {
    root().join("crates").join(name).join(".sqlx")
}

/// File names and contents, as the macros write them today.
fn collect(name: &str, url: &str) -> Result<BTreeMap<String, String>> {
    let fresh = tempfile::tempdir()?;
    let library = root().join("crates").join(name).join("src/lib.rs");
    File::options().append(true).open(&library)?.set_modified(SystemTime::now())?;
    // With the whole workspace, what the last one builds on is compiled as for the lints: once.
    let own = format!("--package={name}");
    let scope = if name == "planning" { "--workspace" } else { &own };
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
