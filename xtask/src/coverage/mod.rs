//! `cargo xtask coverage`: which requirement is held by which test, written to `docs/coverage.md`.
//!
//! A test claims requirements with one line directly above it: `/// Requirements: O-07, X-17` in
//! Rust, `// Requirements: …` in the browser tests. Nothing else counts. A requirement is `covered`
//! when a test walks it where people meet it (the office, the binary, the browser), `partly` when
//! only a rule, a letter or another part below is tested or `docs/partly.tsv` names what is missing.

mod claims;
mod list;
mod report;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail, ensure};

use crate::tidy::House;
use list::Requirements;

const REPORT: &str = "docs/coverage.md";

/// Writes the report, or with `check` compares it with what stands there.
pub fn run(check: bool) -> Result<()> {
    let house = House::read()?;
    let requirements = Requirements::read(&house)?;
    let (claims, wrong) = claims::find(&house.files);
    let unknown = claims.iter().filter(|claim| !requirements.knows(&claim.id));
    let mut wrong: Vec<String> = wrong;
    wrong.extend(unknown.map(|claim| format!("{}: nobody knows {}", claim.test, claim.id)));
    let needless = requirements.partly.keys().filter(|id| !requirements.has(id));
    wrong.extend(needless.map(|id| format!("docs/partly.tsv: nobody knows {id}")));
    let unnamed = requirements.partly.keys().filter(|id| !claims.iter().any(|c| c.id == **id));
    wrong.extend(unnamed.map(|id| format!("docs/partly.tsv: no test names {id}")));
    ensure!(wrong.is_empty(), "coverage:\n  {}", wrong.join("\n  "));
    let fresh = report::write(&requirements, &claims);
    if !check {
        return Ok(std::fs::write(crate::dev_db::root().join(REPORT), fresh)?);
    }
    if house.text(REPORT) != Some(fresh.as_str()) {
        bail!("{REPORT} is out of date; run `cargo xtask coverage`");
    }
    Ok(())
}
