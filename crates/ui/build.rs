//! Puts the web assets into the binary.
//!
//! The assets of Designsystemet come from npm. If `assets/node_modules` is there (`bin/setup` fetches
//! it) it is used; otherwise they are fetched into cargo's own output folder, from the same lock file.
#![allow(clippy::print_stdout, reason = "cargo reads the build script's standard output")]

use std::collections::hash_map::DefaultHasher;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

type Outcome<T> = Result<T, Box<dyn Error>>;

const LICENCE: &str = "/*! Contains Designsystemet, copyright Digitaliseringsdirektoratet (Digdir), MIT licence. */\n";

fn main() -> Outcome<()> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for watched in ["build.rs", "assets/package-lock.json", "assets/web"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    fs::write(out.join("assets.rs"), assets(&root.join("assets"), &out)?)?;
    Ok(())
}

/// Joins, names by content and lists the assets.
fn assets(source: &Path, out: &Path) -> Outcome<String> {
    let packages = packages(source, out)?;
    let read =
        |path: PathBuf| fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()));
    let style = [
        LICENCE.to_owned(),
        read(packages.join("designsystemet-css/dist/src/index.css"))?,
        read(packages.join("designsystemet-theme/src/themes/designsystemet.css"))?,
        read(source.join("web/kandidat.css"))?,
        read(source.join("web/print.css"))?,
    ]
    .join("\n");
    let web = read(packages.join("designsystemet-web/dist/umd/index.js"))?;
    let web = web
        .lines()
        .filter(|line| !line.starts_with("//# sourceMappingURL"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut rows = String::new();
    for (name, kind, text) in [
        ("kandidat.css", "text/css; charset=utf-8", style),
        ("designsystemet.js", "text/javascript; charset=utf-8", format!("{LICENCE}{web}")),
        ("kandidat.js", "text/javascript; charset=utf-8", read(source.join("web/kandidat.js"))?),
        ("kandidat.svg", "image/svg+xml", read(source.join("web/kandidat.svg"))?),
    ] {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let (stem, extension) = name.split_once('.').ok_or("an asset without extension")?;
        let path = format!("/assets/{stem}-{:016x}.{extension}", hasher.finish());
        let file = out.join(name);
        fs::write(&file, text)?;
        writeln!(
            rows,
            "    Asset {{ name: {name:?}, path: {path:?}, content_type: {kind:?}, bytes: include_bytes!({file:?}) }},"
        )?;
    }
    Ok(format!("&[\n{rows}]\n"))
}

/// The folder that holds `designsystemet-css` and its siblings.
fn packages(source: &Path, out: &Path) -> Outcome<PathBuf> {
    let installed = source.join("node_modules/@digdir");
    if installed.join("designsystemet-web").is_dir() {
        return Ok(installed);
    }
    let own = out.join("npm");
    let lock = fs::read(source.join("package-lock.json"))?;
    let fetched = own.join("node_modules/@digdir");
    if fetched.is_dir()
        && fs::read(own.join("package-lock.json")).is_ok_and(|present| present == lock)
    {
        return Ok(fetched);
    }
    fs::create_dir_all(&own)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(source.join(file), own.join(file))?;
    }
    let done = Command::new("npm")
        .arg("ci")
        .current_dir(&own)
        .status()
        .is_ok_and(|status| status.success());
    if done {
        return Ok(fetched);
    }
    Err("the web assets are missing and npm could not fetch them: run bin/setup, or `npm ci` in crates/ui/assets".into())
}
