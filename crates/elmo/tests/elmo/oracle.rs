//! Other people's programs and data, where they are at hand.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder with others' schemas and documents, which are not ours to hand on.
pub fn exchange() -> Option<PathBuf> {
    let shared = std::env::var_os("KANDIDAT_SHARED");
    if shared.is_none() {
        skip("without KANDIDAT_SHARED the schema and others' documents are not at hand");
    }
    shared.map(|folder| PathBuf::from(folder).join("exchange"))
}

/// Whether a program is installed. Where the shared data lie, everything is to be there: it fails instead.
pub fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    assert!(found || std::env::var_os("KANDIDAT_SHARED").is_none(), "{program} is not installed");
    if !found {
        skip(&format!("{program} is not installed"));
    }
    found
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests is to see what was not run")]
fn skip(why: &str) {
    eprintln!("SKIPPED: {why}");
}

/// What the schema's own judge says against a document; `None` for nothing.
pub fn against_schema(folder: &Path, document: &[u8]) -> Option<String> {
    let schema = folder.join("xsd/schema.xsd");
    let mut judge = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it was asked for its version");
    judge.stdin.take().expect("piped above").write_all(document).expect("it reads");
    let said = judge.wait_with_output().expect("it ends");
    (!said.status.success()).then(|| String::from_utf8_lossy(&said.stderr).into_owned())
}

/// A document of the shared folder.
pub fn fixture(folder: &Path, name: &str) -> Vec<u8> {
    let path = folder.join("fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
