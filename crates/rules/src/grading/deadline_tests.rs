use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn grading(mut facts: Value, rule_set: &str) -> Value {
    facts["rule_set"] = json!(rule_set);
    ask("grading-deadline", facts)
}

fn written(exam: &str) -> Value {
    json!({ "form": "written_school", "exam_date": exam })
}

/// Requirements: E-11, E-13, X-05
#[test]
fn a_written_exam_in_2011_is_graded_in_three_weeks_with_sanctions_from_the_eighth_day() {
    let answer = ask("grading-deadline", written("2011-06-01"));
    assert_eq!(answer["deadline"], "2011-06-22");
    assert_eq!(answer["sanction_from"], "2011-06-30");
    assert_eq!(answer["reminders"], json!(["2011-06-15", "2011-06-22", "2011-06-23"]));
}

/// Requirements: E-12, X-05
#[test]
fn a_master_s_thesis_in_2011_is_graded_in_six_weeks() {
    let thesis =
        |level: &str| json!({ "form": "thesis", "level": level, "exam_date": "2011-06-01" });
    assert_eq!(ask("grading-deadline", thesis("master"))["deadline"], "2011-07-13");
    assert_eq!(ask("grading-deadline", thesis("bachelor"))["deadline"], "2011-06-22");
    let untold = json!({ "form": "thesis", "exam_date": "2011-06-01" });
    assert_eq!(ask("grading-deadline", untold)["deadline"], "2011-07-13");
}

#[test]
fn today_grading_takes_fifteen_working_days_over_easter() {
    // Friday 20 March 2026: Maundy Thursday, Good Friday and Easter Monday do not count.
    let answer = ask("grading-deadline", written("2026-03-20"));
    assert_eq!(
        (&answer["deadline"], &answer["rule_set"]),
        (&json!("2026-04-15"), &json!("uhl-2024"))
    );
    assert_eq!(answer.get("sanction_from"), None);
}

#[test]
fn at_uit_larger_independent_works_from_twenty_credits_take_thirty_working_days() {
    let work = |form: &str, credits: &str| {
        grading(json!({ "form": form, "credits": credits, "exam_date": "2026-06-01" }), "uit-2020")
    };
    assert_eq!(work("project", "19.5")["deadline"], "2026-06-22");
    assert_eq!(work("project", "20")["deadline"], "2026-07-13");
    assert_eq!(work("written_school", "20")["deadline"], "2026-06-22");
    assert_eq!(work("project", "20")["sanction_from"], "2026-07-14");
}

#[test]
fn at_uio_the_semester_s_end_is_a_hard_stop() {
    let thesis = |exam: &str| {
        grading(json!({ "form": "thesis", "level": "master", "exam_date": exam }), "uio-2005")["deadline"].clone()
    };
    assert_eq!(thesis("2026-05-15"), "2026-07-10");
    assert_eq!(thesis("2026-07-06"), "2026-08-31");
    assert_eq!(thesis("2026-07-07"), "2026-08-31");
    assert_eq!(thesis("2025-12-01"), "2026-01-26");
    // 31 January 2026 is a Saturday: a fixed date does not move.
    assert_eq!(thesis("2025-12-15"), "2026-01-31");
}

#[test]
fn an_extension_is_added_to_the_ordinary_length() {
    let with = |n: u16, unit: &str| {
        let mut facts = written("2026-06-01");
        facts["extension"] =
            json!({ "n": n, "unit": unit, "legal_basis": "midlertidig forskrift 1. mai 2026" });
        ask("grading-deadline", facts)
    };
    assert_eq!(with(5, "working_days")["deadline"], "2026-06-29");
    assert_eq!(with(1, "weeks")["deadline"], "2026-06-29");
    assert!(
        with(1, "weeks")["because"][0]["law"].as_str().unwrap().contains("midlertidig forskrift")
    );
}

#[test]
fn an_extension_needs_a_length_and_a_legal_basis() {
    let field = |n: u16, basis: &str| {
        let mut facts = written("2026-06-01");
        facts["extension"] = json!({ "n": n, "unit": "weeks", "legal_basis": basis });
        bad_field("grading-deadline", facts)
    };
    assert_eq!(field(0, "§ 1"), "extension.n");
    assert_eq!(field(401, "§ 1"), "extension.n");
    assert_eq!(field(1, " "), "extension.legal_basis");
    let credits = json!({ "form": "thesis", "exam_date": "2026-06-01", "credits": "-1" });
    assert_eq!(bad_field("grading-deadline", credits), "credits");
}
