use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn facts(announced: &str, lodged: &str, more: Value) -> Value {
    let mut facts = json!({ "form": "written_school", "announced": announced, "lodged": lodged,
        "parts_final": true, "diploma": "none" });
    for (field, value) in more.as_object().unwrap() {
        facts[field] = value.clone();
    }
    facts
}

fn in_2011(lodged: &str, more: Value) -> Value {
    ask("appeal-admissible", facts("2011-06-22", lodged, more))
}

fn in_2026(more: Value) -> Value {
    ask("appeal-admissible", facts("2026-06-22", "2026-07-01", more))
}

fn code(answer: &Value) -> &str {
    answer["refused"]["code"].as_str().unwrap_or("not refused")
}

/// Requirements: O-03, O-04, X-08
#[test]
fn an_appeal_is_in_time_on_the_last_day_and_late_on_the_next() {
    assert_eq!(in_2011("2011-07-13", json!({}))["admissible"], true);
    assert_eq!(in_2011("2011-07-13T23:59:59+02:00", json!({}))["admissible"], true);
    assert_eq!(code(&in_2011("2011-07-14T00:00:00+02:00", json!({}))), "too-late");
    let pending = json!({ "explanation": { "requested": "2011-07-01" } });
    assert_eq!(in_2011("2011-07-14", pending)["admissible"], true);
}

#[test]
fn being_late_can_be_excused_for_a_year() {
    let excused = json!({ "late_excuse": true });
    assert_eq!(in_2011("2012-06-22", excused.clone())["admissible"], true);
    assert_eq!(in_2011("2011-07-14", json!({ "late_excuse": "i koma" }))["admissible"], true);
    assert_eq!(code(&in_2011("2011-07-14", json!({ "late_excuse": false }))), "too-late");
    let blank = facts("2011-06-22", "2011-07-14", json!({ "late_excuse": " " }));
    assert_eq!(bad_field("appeal-admissible", blank), "late_excuse");
    // 22 June 2012 is a Friday: the year ends there.
    assert_eq!(code(&in_2011("2012-06-23", excused)), "too-late");
}

/// Requirements: O-11
#[test]
fn no_appeal_before_the_final_grade_of_the_course() {
    assert_eq!(code(&in_2011("2011-07-01", json!({ "parts_final": false }))), "parts-not-final");
}

/// Requirements: O-12
#[test]
fn a_passed_written_part_may_be_appealed_before_the_oral_which_must_still_be_attended() {
    let answer = in_2011("2011-07-01", json!({ "parts_final": false, "combined_oral": true }));
    assert_eq!(answer["admissible"], true);
    let steps = answer["because"].to_string();
    assert!(steps.contains("must still attend the oral exam"));
}

#[test]
fn each_institution_says_whether_a_part_may_be_appealed() {
    let part = |set: &str, weighted: bool| {
        let more = json!({ "parts_final": false, "appeals": "part", "part_weighted": weighted, "rule_set": set });
        in_2026(more)["admissible"] == true
    };
    assert!(part("uit-2020", true) && part("demo-2026", true));
    assert!(!part("uit-2020", false));
    assert!(!part("uio-2005", true) && !part("unis-2019", true) && !part("uhl-2024", true));
}

/// Requirements: O-13, X-18
#[test]
fn in_2011_the_whole_group_signs_and_today_each_appeals_alone() {
    let group = |signed: u8| json!({ "group": { "members": 3, "signed": signed } });
    assert_eq!(code(&in_2011("2011-07-01", group(2))), "group-signatures-missing");
    assert_eq!(in_2011("2011-07-01", group(3))["admissible"], true);
    assert_eq!(in_2026(group(1))["admissible"], true);
    assert_eq!(
        bad_field("appeal-admissible", facts("2026-06-22", "2026-07-01", group(4))),
        "group.signed"
    );
}

/// Requirements: O-14
#[test]
fn in_2011_practical_work_is_handed_in_with_the_appeal() {
    let practical = |handed_in: bool| json!({ "form": "practical", "work_handed_in": handed_in });
    assert_eq!(code(&in_2011("2011-07-01", practical(false))), "work-not-handed-in");
    assert_eq!(in_2011("2011-07-01", practical(true))["admissible"], true);
}

/// Requirements: O-15, O-16, X-19
#[test]
fn an_appeal_waits_until_the_diploma_is_returned() {
    let diploma = |state: &str| in_2011("2011-07-01", json!({ "diploma": state }));
    assert_eq!(diploma("issued")["parked"], "diploma-not-returned");
    assert_eq!(diploma("returned")["admissible"], true);
    assert_eq!(code(&in_2011("2011-07-14", json!({ "diploma": "issued" }))), "too-late");
}

/// Requirements: O-10
#[test]
fn the_grade_of_a_regrading_is_final() {
    assert_eq!(code(&in_2026(json!({ "regraded_on_appeal": true }))), "final-grade");
    assert_eq!(code(&in_2011("2011-07-01", json!({ "regraded_on_appeal": true }))), "final-grade");
}

#[test]
fn what_cannot_be_assessed_again_cannot_be_appealed() {
    assert_eq!(code(&in_2026(json!({ "form": "oral" }))), "not-appealable");
    assert_eq!(in_2026(json!({ "form": "oral", "verifiable": true }))["admissible"], true);
    assert_eq!(code(&in_2026(json!({ "verifiable": false }))), "not-appealable");
}

#[test]
fn every_reason_against_it_is_told_at_once() {
    let answer = in_2011("2011-07-14", json!({ "form": "oral", "parts_final": false }));
    let all: Vec<&str> = answer["refused"]["all"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["code"].as_str().unwrap())
        .collect();
    assert_eq!(all, ["too-late", "parts-not-final", "not-appealable"]);
}
