use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

/// A row with all that an institution knows of it.
fn row(kind: &str, from: &str, to: &str) -> Value {
    json!({
        "id": "0b9e", "version": 2, "national_id": "01810012345", "institution": 186,
        "from": from, "to": to, "type": kind, "classification": "HELSEFAG",
        "programme": "SYK", "case_officer": "Ingrid Hætta", "controlled": true,
        "legal_basis": "12-3(4)", "journal_number": "2026/17", "justification": "pkt. 2",
        "under_appeal": true,
    })
}

fn old(kind: &str) -> Value {
    row(kind, "2012-08-01", "2013-07-31")
}

fn new(kind: &str) -> Value {
    row(kind, "2026-08-01", "2027-07-31")
}

/// Requirements: Q-10
#[test]
fn six_elements_leave_under_the_source_s_routine_and_no_more() {
    let answer = ask("exclusion-payload", old("EKSAMENN"));
    let elements = json!({
        "national_id": "01810012345", "institution": "186",
        "period": { "from": "2012-08-01", "to": "2013-07-31" },
        "type": "EKSAMENN", "classification": "HESOS", "case_officer": "Ingrid Hætta",
    });
    assert_eq!(answer["elements"], elements);
    assert_eq!((&answer["id"], &answer["version"]), (&json!("0b9e"), &json!(2)));
}

/// Requirements: Q-10
#[test]
fn five_elements_leave_under_the_act_of_2024_and_nobody_s_name() {
    let answer = ask("exclusion-payload", new("KARANTENEN"));
    let elements = json!({
        "national_id": "01810012345", "institution": "186",
        "period": { "from": "2026-08-01", "to": "2027-07-31" },
        "type": "KARANTENEN", "study": { "classification": "HESOS", "programme": "SYK" },
    });
    assert_eq!(answer["elements"], elements);
    let fields: Vec<_> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["because", "elements", "id", "rule_set", "version"]);
    for kept in ["Hætta", "2026/17", "pkt. 2", "12-3(4)", "under_appeal"] {
        assert!(!answer["elements"].to_string().contains(kept), "{kept}");
    }
}

/// Requirements
#[test]
fn what_bars_at_one_institution_never_leaves_it() {
    for row in [old("KARANTENEL"), old("EKSAMENL"), new("KARANTENEL"), new("EKSAMENL")] {
        assert_eq!(ask("exclusion-payload", row)["refused"]["code"], "local-only");
    }
}

/// Requirements
#[test]
fn nothing_leaves_before_another_has_controlled_it() {
    for mut row in [old("EKSAMENN"), new("EKSAMENN")] {
        row["controlled"] = json!(false);
        let answer = ask("exclusion-payload", row);
        assert_eq!(answer["refused"]["code"], "not-controlled");
        assert!(answer["elements"].is_null());
    }
}

#[test]
fn a_row_that_is_none_is_named() {
    let with = |field: &str, value: Value| {
        let mut row = new("EKSAMENN");
        row[field] = value;
        bad_field("exclusion-payload", row)
    };
    assert_eq!(with("version", json!(0)), "version");
    assert_eq!(with("to", json!("2026-07-31")), "to");
    assert_eq!(with("classification", json!("HELSE")), "classification");
    assert_eq!(with("grade", json!("A")), "grade");
}
