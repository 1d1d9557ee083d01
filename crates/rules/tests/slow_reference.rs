//! Every deadline against a second opinion: a slow reference that shares no code and no
//! algorithm with the crate. It walks an almanac day by day, knows Easter from a table of
//! full moons, and Oslo's clock from the rule for summer time.
//!
//! `KANDIDAT_CASES` sets how many cases are tried (100 000 if it is not set).

#[path = "slow_reference/almanac.rs"]
mod almanac;
#[path = "slow_reference/cases.rs"]
mod cases;

use almanac::Almanac;
use cases::{Case, Dice};
use rules::registry::find;
use rules::{RuleSet, RuleSets};
use serde_json::{Value, json};

/// The date that the crate answers.
fn answer(case: &Case, explicit: Option<&RuleSet>) -> String {
    let rule = find(case.rule).unwrap();
    let answer = rule.run(&case.facts, explicit).unwrap_or_else(|bad| panic!("{bad}: {case:?}"));
    answer[case.field].as_str().unwrap_or_default().to_owned()
}

fn how_many() -> u64 {
    std::env::var("KANDIDAT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

/// Requirements: E-04, E-09, E-11, E-12, E-14, E-16, E-17, E-18, E-24
#[test]
fn no_deadline_differs_from_the_slow_reference() {
    let (almanac, mut dice) = (Almanac::new(), Dice::new(1));
    for _ in 0..how_many() {
        let case = cases::any(&almanac, &mut dice);
        assert_eq!(answer(&case, None), case.expected, "{case:?}");
    }
}

/// Requirements: O-03, O-04
#[test]
fn the_last_second_is_in_time_and_the_next_is_late() {
    let (almanac, mut dice) = (Almanac::new(), Dice::new(2));
    for _ in 0..how_many() / 20 {
        let case = cases::appeal(&almanac, &mut dice);
        let lodged = |second: i64| {
            let mut facts = case.facts.clone();
            facts["lodged"] =
                json!(almanac.utc_text(almanac.midnight_after(&case.expected) + second));
            facts["parts_final"] = json!(true);
            facts["diploma"] = json!("none");
            find("appeal-admissible").unwrap().run(&facts, None).unwrap()
        };
        assert_eq!(lodged(-1)["admissible"], true, "{case:?}");
        assert_eq!(lodged(0)["refused"]["code"], "too-late", "{case:?}");
    }
}

/// Periods of one, three and five years, over leap days and the turn of the clock.
/// Requirements: E-27, X-20
#[test]
fn no_longest_period_differs_from_the_slow_reference() {
    let (almanac, mut dice) = (Almanac::new(), Dice::new(5));
    for _ in 0..how_many() / 20 {
        let case = cases::exclusion(&almanac, &mut dice);
        let answer = find(case.rule).unwrap().run(&case.facts, None).unwrap();
        assert_eq!(answer["refused"][case.field], case.expected, "{case:?}");
        let ask = |to: &str| {
            let mut facts = case.facts.clone();
            facts["to"] = json!(to);
            facts["programmes"] = json!([]);
            find(case.rule).unwrap().run(&facts, None).unwrap()["refused"]["code"].clone()
        };
        assert_ne!(ask(&case.expected), "period-too-long", "{case:?}");
        let next = &almanac.utc_text(almanac.midnight_after(&case.expected));
        assert_eq!(ask(next), "period-too-long", "{case:?}");
    }
}

/// The row of a period is there in its last second, and gone in the next.
/// Requirements
#[test]
fn no_row_goes_a_second_too_early_or_too_late() {
    let (almanac, mut dice) = (Almanac::new(), Dice::new(6));
    for _ in 0..how_many() / 20 {
        let to = cases::exclusion(&almanac, &mut dice).expected;
        let end = almanac.midnight_after(&to);
        let expired = |second: i64| {
            let facts =
                json!({ "to": to, "now": almanac.utc_text(second), "rule_set": "uhl-2024" });
            find("register-expiry").unwrap().run(&facts, None).unwrap()["expired"] == true
        };
        assert!(!expired(end - 1) && expired(end), "{to}");
    }
}

/// A control: a version that read dates in UTC would be caught.
#[test]
fn the_reference_catches_a_version_that_reads_utc_dates() {
    let (almanac, mut dice) = (Almanac::new(), Dice::new(3));
    let wrong = |case: &Case| {
        let mut case = case.clone();
        in_utc(&mut case.facts);
        answer(&case, None) != case.expected
    };
    let caught = (0..2_000).filter(|_| wrong(&cases::any(&almanac, &mut dice))).count();
    assert!(caught > 100, "only {caught} of 2000 caught");
}

/// Cuts each instant, which the cases write in UTC, to the date it shows.
fn in_utc(facts: &mut Value) {
    match facts {
        Value::String(text) if text.ends_with('Z') => text.truncate(10),
        Value::Object(fields) => fields.values_mut().for_each(in_utc),
        _ => {}
    }
}

/// A control: a version whose ends do not move off weekends and holidays would be caught.
#[test]
fn the_reference_catches_a_version_whose_ends_do_not_move() {
    let text = "id = \"unmoved\"\nextends = \"uit-2011\"\nversion = 1\nvalid_from = \"2011-01-01\"\n\
        source = \"a control\"\ntitle = { nb = \"a\", nn = \"b\", en = \"c\" }\n\
        [counting]\nforward_ends_move = { value = false, law = \"none\" }\n";
    let unmoved = RuleSet::parse(text, RuleSets::shipped()).unwrap();
    let (almanac, mut dice) = (Almanac::new(), Dice::new(4));
    let cases = (0..2_000).map(|_| cases::appeal(&almanac, &mut dice));
    let caught = cases.filter(|case| answer(case, Some(&unmoved)) != case.expected).count();
    assert!(caught > 100, "only {caught} of 2000 caught");
}
