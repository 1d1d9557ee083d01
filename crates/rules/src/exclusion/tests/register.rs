//! Control, and the end of a row.

use crate::testing::ask;
use serde_json::{Value, json};

fn control(action: &str, by: [&str; 2], roles: &[&str], impartial: Option<bool>) -> Value {
    let answers = ["uit-2011", "uhl-2024"].map(|rule_set| {
        let facts = json!({ "action": action, "registered_by": by[0], "controlled_by": by[1],
            "roles": roles, "impartial": impartial, "rule_set": rule_set });
        let answer = ask("exclusion-control", facts);
        if answer["controlled"] == true {
            json!("controlled")
        } else {
            answer["refused"]["code"].clone()
        }
    });
    assert_eq!(answers[0], answers[1]);
    answers[0].clone()
}

/// Requirements
#[test]
fn another_person_with_the_role_controls_and_nobody_an_own_registration() {
    for action in ["create", "change", "delete"] {
        let both = ["RUST_SKRIV", "RUST_KONTROLLER"];
        assert_eq!(control(action, ["a", "b"], &both, None), "controlled");
        assert_eq!(control(action, ["a", "b"], &["RUST_KONTROLLER"], Some(true)), "controlled");
        assert_eq!(control(action, ["a", "a"], &both, None), "same-person");
        assert_eq!(control(action, ["a", " a "], &both, None), "same-person");
    }
}

/// Requirements: Q-49
#[test]
fn no_other_role_controls() {
    for roles in [&["RUST_LES", "RUST_SKRIV", "SYSEIER"][..], &[]] {
        assert_eq!(control("create", ["a", "b"], roles, None), "role-missing");
    }
}

#[test]
fn who_is_not_impartial_does_not_control_and_all_that_is_wrong_is_told() {
    assert_eq!(control("change", ["a", "b"], &["RUST_KONTROLLER"], Some(false)), "not-impartial");
    let facts = json!({ "action": "create", "registered_by": "a", "controlled_by": "a",
        "roles": [], "impartial": false, "rule_set": "uhl-2024" });
    let refused = &ask("exclusion-control", facts)["refused"];
    let codes: Vec<_> = refused["all"].as_array().unwrap().iter().map(|r| &r["code"]).collect();
    assert_eq!(codes, ["same-person", "role-missing", "not-impartial"]);
}

/// Requirements
#[test]
fn whoever_entered_the_decision_controls_no_new_row_of_it() {
    for rule_set in ["uit-2011", "uhl-2024"] {
        let code = |action: &str, entered_by: &str| {
            let facts = json!({ "action": action, "registered_by": "a", "controlled_by": "b",
                "decision_entered_by": entered_by, "roles": ["RUST_KONTROLLER"],
                "rule_set": rule_set });
            ask("exclusion-control", facts)["refused"]["code"].clone()
        };
        assert_eq!(code("create", "b"), "decision-entered");
        assert_eq!(code("create", "a"), json!(null));
        assert_eq!(code("change", "b"), json!(null), "another has controlled the outcome");
        assert_eq!(code("delete", "b"), json!(null));
    }
}

fn expiry(to: &str, now: &str) -> (Value, Value) {
    let answer = ask("register-expiry", json!({ "to": to, "now": now }));
    (answer["expired"].clone(), answer["delete_at"].clone())
}

/// Requirements
#[test]
fn a_row_goes_at_the_first_instant_after_its_last_day_in_oslo() {
    let summer = json!("2013-08-01T00:00:00+02:00");
    assert_eq!(expiry("2013-07-31", "2013-07-31T21:59:59Z"), (json!(false), summer.clone()));
    assert_eq!(expiry("2013-07-31", "2013-07-31T22:00:00Z"), (json!(true), summer.clone()));
    assert_eq!(expiry("2013-07-31", "2013-07-31"), (json!(false), summer.clone()));
    assert_eq!(expiry("2013-07-31", "2013-08-01"), (json!(true), summer));
    let winter = json!("2027-01-01T00:00:00+01:00");
    assert_eq!(expiry("2026-12-31", "2026-12-31T22:59:59Z"), (json!(false), winter.clone()));
    assert_eq!(expiry("2026-12-31", "2026-12-31T23:00:00Z"), (json!(true), winter));
}

/// The clock changes on 29 March and 25 October 2026, both Sundays; midnight does not.
/// Requirements
#[test]
fn the_two_sundays_on_which_the_clock_changes_end_at_midnight_too() {
    let at = |to: &str| expiry(to, "2026-01-01").1;
    assert_eq!(at("2026-03-28"), "2026-03-29T00:00:00+01:00");
    assert_eq!(at("2026-03-29"), "2026-03-30T00:00:00+02:00");
    assert_eq!(at("2026-10-24"), "2026-10-25T00:00:00+02:00");
    assert_eq!(at("2026-10-25"), "2026-10-26T00:00:00+01:00");
    let expired = |to: &str, now: &str| expiry(to, now).0;
    assert_eq!(expired("2026-03-29", "2026-03-29T21:59:59Z"), false);
    assert_eq!(expired("2026-03-29", "2026-03-29T22:00:00Z"), true);
    assert_eq!(expired("2026-10-25", "2026-10-25T22:59:59Z"), false);
    assert_eq!(expired("2026-10-25", "2026-10-25T23:00:00Z"), true);
}
