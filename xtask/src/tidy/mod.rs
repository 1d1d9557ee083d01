//! `cargo xtask tidy`: the rules of the house, each held by a check that names file and line.
//!
//! A check reads the tracked files as text. Beside each stands a test with a bad sample, so that a
//! check that has gone blind is found.

mod commands;
mod dependencies;
mod docs;
mod house;
mod ids;
mod imports;
mod places;
mod purity;
mod reasons;
mod size;
mod sql;
mod words;

use anyhow::{Result, bail};

pub use house::{Finding, House, SourceFile};

/// A rule of the house: what it is called, and how it is looked for.
type Check = (&'static str, fn(&House) -> Vec<Finding>);

const CHECKS: [Check; 18] = [
    ("the_ground_floor_imports_no_io", purity::no_io),
    ("the_ground_floor_reads_no_clock", purity::no_clock),
    ("the_wall_clock_is_read_where_it_may_be", purity::wall_clock),
    ("routines_import_one_way", imports::one_way),
    ("sql_reads_no_clock", sql::no_clock),
    ("sql_stands_in_a_store", sql::in_stores),
    ("every_query_file_is_used", sql::used),
    ("no_file_is_too_long", size::files),
    ("every_allow_has_a_reason", reasons::allows),
    ("every_todo_has_an_id", reasons::todos),
    ("every_unwrap_has_a_reason", reasons::unwraps),
    ("one_word_per_idea", words::synonyms),
    ("nynorsk_is_nynorsk", words::nynorsk),
    ("no_machine_is_named", places::machines),
    ("no_real_national_id", ids::national_ids),
    ("every_dependency_is_used", dependencies::used),
    ("documents_name_what_exists", docs::names),
    ("the_readme_promises_what_can_be_run", commands::promised),
];

/// Runs all checks; fails with a line for each finding.
pub fn run() -> Result<()> {
    let house = House::read()?;
    let mut lines = Vec::new();
    for (name, check) in CHECKS {
        lines.extend(check(&house).iter().map(|found| format!("{name}: {found}")));
    }
    if !lines.is_empty() {
        bail!("{} findings\n  {}", lines.len(), lines.join("\n  "));
    }
    Ok(())
}

/// The names of all checks: documents may say that one of them holds an invariant.
fn check_names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name)
}
