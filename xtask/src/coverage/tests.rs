use super::claims::{Claim, find};
use super::report::{State, state};
use crate::coverage::list::in_series;
use crate::tidy::SourceFile;
use std::collections::BTreeMap;

fn claimed(path: &str, text: &str) -> (Vec<Claim>, Vec<String>) {
    find(&[SourceFile::new(path, text)])
}

fn mark(ids: &str) -> String {
    // Put together here, so that these samples are no claims themselves.
    format!("/// {}: {ids}\n", "Requirements")
}

#[test]
fn a_test_claims_the_ids_above_it() {
    let text = mark("O-07, X-17") + "#[tokio::test]\nasync fn blind() {}\n";
    let (claims, wrong) = claimed("crates/office/src/appeal/tests.rs", &text);
    let ids: Vec<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!((ids, wrong.len()), (vec!["O-07", "X-17"], 0));
    assert_eq!(claims[0].test, "crates/office/src/appeal/tests.rs::blind");
}

#[test]
fn a_function_that_is_no_test_claims_nothing() {
    let (claims, wrong) =
        claimed("crates/rules/src/appeal.rs", &(mark("O-07") + "fn blind() {}\n"));
    assert!(claims.is_empty());
    assert_eq!(wrong, ["crates/rules/src/appeal.rs:1: stands above no test"]);
}

#[test]
fn a_browser_test_claims_too() {
    let text = mark("K-04").replacen('/', "", 1) + "test(\"ticks off who delivers\", async () => {";
    let (claims, _) = claimed("tests/browser/desk.mjs", &text);
    assert_eq!(claims[0].test, "tests/browser/desk.mjs::ticks off who delivers");
}

#[test]
fn a_requirement_is_covered_only_where_people_meet_it() {
    let missing = BTreeMap::from([("O-08".to_owned(), "no page".to_owned())]);
    let rule = ["crates/rules/src/regrade/package/tests.rs::guide"];
    let office = ["crates/office/src/appeal/tests.rs::guide"];
    assert!(state("O-07", &[], &missing) == State::NotYet);
    assert!(matches!(state("O-07", &rule, &missing), State::Partly(_)));
    assert!(state("O-07", &office, &missing) == State::Covered);
    let function = ["crates/office/src/candidates/draw.rs::guide"];
    assert!(matches!(state("O-07", &function, &missing), State::Partly(_)));
    assert!(state("O-08", &office, &missing) == State::Partly("no page".to_owned()));
}

#[test]
fn a_worked_example_that_does_not_exist_is_unknown() {
    assert!(in_series("X-31") && in_series("Z-1") && in_series("Z-01"));
    assert!(!in_series("X-32") && !in_series("X-0") && !in_series("Z-52") && !in_series("O-07"));
}
