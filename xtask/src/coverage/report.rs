//! The report as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::claims::Claim;
use super::list::{Requirements, in_series};

/// The areas, in the order of the list, with the beginning of their ids.
const AREAS: [(&str, &[&str]); 21] = [
    ("A Organisation and roles", &["A-"]),
    ("B Department office", &["B-"]),
    ("C Faculty section", &["C-"]),
    ("D Central department", &["D-"]),
    ("E Deadlines", &["E-"]),
    ("F The year", &["F-"]),
    ("G Courses, persons, registrations", &["G-"]),
    ("H Coursework", &["H-"]),
    ("I Exam papers", &["I-"]),
    ("J Candidates, lists, the exam day", &["J-"]),
    ("K Hand-in at the desk", &["K-"]),
    ("L Examiners", &["L-"]),
    ("M Grading", &["M-"]),
    ("N Explanation", &["N-"]),
    ("O Appeal", &["O-"]),
    ("P Cheating", &["P-"]),
    ("Q Exclusion register", &["Q-"]),
    ("R Result exchange", &["R-"]),
    ("S Recognition, degrees, reports, archive", &["S-"]),
    ("T Letters", &["LTR-", "V6"]),
    ("U Courses of cases", &["U-"]),
];
/// Below these a test may walk what a person meets; elsewhere it shows a part.
const WHERE_PEOPLE_MEET_IT: [&str; 6] = [
    "crates/office/",
    "crates/mobility/",
    "crates/planning/",
    "crates/exam_day/",
    "crates/kandidat/",
    "tests/browser/",
];
/// What the tests of one file's own functions are not: these run the office, the command
/// line, the browser or the demo.
const WALKS: [&str; 4] = ["/tests.rs", "/tests/", "tests/browser/", "crates/kandidat/src/demo/"];

#[derive(PartialEq, Eq)]
pub(super) enum State {
    Covered,
    Partly(String),
    NotYet,
}

/// What may be said of a requirement that these tests name.
pub(super) fn state(id: &str, tests: &[&str], partly: &BTreeMap<String, String>) -> State {
    if tests.is_empty() {
        return State::NotYet;
    }
    if let Some(missing) = partly.get(id) {
        return State::Partly(missing.clone());
    }
    match tests.iter().any(|test| met(test)) {
        true => State::Covered,
        false => State::Partly("the part below is tested, not yet what people meet".to_owned()),
    }
}

/// Whether a test walks what a person meets.
fn met(test: &str) -> bool {
    let file = test.split("::").next().unwrap_or_default();
    WHERE_PEOPLE_MEET_IT.iter().any(|place| file.starts_with(place))
        && WALKS.iter().any(|walk| file.contains(walk))
}

/// The whole of `docs/coverage.md`.
pub fn write(requirements: &Requirements, claims: &[Claim]) -> String {
    let mut tests: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in claims {
        tests.entry(&claim.id).or_default().push(&claim.test);
    }
    let none = Vec::new();
    let of = |id: &str| {
        let tests = tests.get(id).unwrap_or(&none);
        (state(id, tests, &requirements.partly), tests)
    };
    let mut counts = String::new();
    let mut tables = String::new();
    let mut sums = [0; 4];
    for (area, prefixes) in AREAS {
        let mut row = [0; 4];
        let mut body = String::new();
        let mine = |id: &str| prefixes.iter().any(|prefix| id.starts_with(prefix));
        for (id, words) in requirements.rows.iter().filter(|(id, _)| mine(id)) {
            let (state, tests) = of(id);
            let (column, said) = match state {
                State::Covered => (0, "covered".to_owned()),
                State::Partly(missing) => (1, format!("partly: {missing}")),
                State::NotYet => (2, "not yet".to_owned()),
            };
            row[column] += 1;
            row[3] += 1;
            let _ = writeln!(body, "| {id} | {words} | {said} | {} |", listed(tests));
        }
        let _ = writeln!(counts, "| {area} | {} | {} | {} | {} |", row[0], row[1], row[2], row[3]);
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
        let _ = write!(tables, "\n## {area}\n\n{HEAD}{body}");
    }
    let _ = writeln!(counts, "| **All** | {} | {} | {} | {} |", sums[0], sums[1], sums[2], sums[3]);
    let mut apart = String::new();
    for (id, tests) in tests.iter().filter(|(id, _)| in_series(id)) {
        let _ = writeln!(apart, "| {id} | {} |", listed(tests));
    }
    format!("{INTRODUCTION}{counts}{tables}{APART}{apart}")
}

fn listed(tests: &[&str]) -> String {
    tests.iter().map(|test| format!("`{test}`")).collect::<Vec<_>>().join("<br>")
}

const INTRODUCTION: &str = "# What is held by a test

Written by `cargo xtask coverage`; do not edit. A requirement is *covered* when a test that names it
walks it where people meet it: in the office, the command line or the browser. It is *partly* covered
when only a part below (a rule, a letter, the store, one function of the office) is tested, or when `partly.tsv` says what is missing.

| area | covered | partly | not yet | all |
|---|---|---|---|---|
";
const HEAD: &str = "| id | in our words | state | tests |\n|---|---|---|---|\n";
const APART: &str = "\n## Worked examples, settled gaps and public facts that tests name\n
| id | tests |
|---|---|
";
