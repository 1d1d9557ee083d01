//! Examiners, grades and attempts: one fewer than enough, and enough.

use serde_json::{Value, json};

use crate::{ALL, DEMO, TODAY, UHL, UIT, table};

/// Requirements: G-19
#[test]
fn the_last_digit_of_a_national_id_decides_under_every_rule_set() {
    table(
        "national-id",
        "valid",
        |id| json!({ "id": id }),
        &[
            (&ALL, "09869015102", "true"),
            (&ALL, "09869015101", "false"),
            (&ALL, "09869015103", "false"),
            (&ALL, "0986901510", "false"),
            (&ALL, "098690151020", "false"),
        ],
    );
}

/// Requirements: G-14
#[test]
fn a_third_attempt_and_no_fourth_unless_it_was_granted() {
    table(
        "attempts",
        "may_register",
        |(used, granted)| json!({ "attempts": vec![json!({ "counts": true }); *used], "dispensations": granted }),
        &[
            (&[UIT, DEMO], (2, 0), "true"),
            (&[UIT, DEMO], (3, 0), "false"),
            (&[UIT, DEMO], (3, 1), "true"),
            (&[UIT, DEMO], (4, 1), "false"),
            // The demo's regulation knows one, whatever somebody grants.
            (&[UIT], (4, 2), "true"),
            (&[DEMO], (4, 2), "false"),
            (&[UHL], (0, 0), "not-in-rule-set"),
        ],
    );
}

fn people(external: &[bool]) -> Vec<Value> {
    let person = |(at, external): (usize, &bool)| {
        json!({ "id": format!("e{at}"), "external": external, "supervisor": false, "approved": true,
            "employed_at_university": true, "cv": false })
    };
    external.iter().enumerate().map(person).collect()
}

/// An examiner is internal (false) or external (true).
/// Requirements: M-16, M-17
#[test]
fn how_many_examiners_grade_and_how_many_of_them_come_from_outside() {
    let facts = |(level, form, credits, external): &(&str, &str, &str, &[bool])| json!({ "level": level, "form": form, "credits": credits, "members": people(external) });
    let school = "written_school";
    table(
        "committee",
        "accepted",
        facts,
        &[
            (&[UIT], ("bachelor", school, "5", &[false]), "too-few no-external"),
            (&[UIT], ("bachelor", school, "5", &[true]), "too-few"),
            (&[UIT], ("bachelor", school, "5", &[false, false]), "no-external"),
            (&[UIT], ("bachelor", school, "5", &[false, true]), "true"),
            (&TODAY, ("bachelor", school, "14.5", &[]), "too-few"),
            (&TODAY, ("bachelor", school, "14.5", &[false]), "true"),
            (&TODAY, ("bachelor", school, "15", &[false]), "too-few"),
            (&TODAY, ("bachelor", school, "15", &[false, false]), "true"),
            (&TODAY, ("bachelor", "thesis", "10", &[false]), "too-few"),
            (&TODAY, ("bachelor", "thesis", "10", &[false, false]), "true"),
            (&TODAY, ("bachelor", "oral", "5", &[false]), "too-few"),
            (&TODAY, ("bachelor", "oral", "5", &[false, false]), "true"),
            (&ALL, ("master", "thesis", "60", &[true]), "too-few"),
            (&ALL, ("master", "thesis", "60", &[false, false]), "no-external"),
            (&ALL, ("master", "thesis", "60", &[false, true]), "true"),
        ],
    );
}

/// Requirements: M-13, M-14
#[test]
fn two_who_disagree_need_a_third_from_outside() {
    let facts = |(grades, third_external): &(&[&str], bool)| {
        let standpoint = |(at, grade): (usize, &&str)| {
            json!({ "examiner": format!("e{at}"), "grade": grade,
                "external": at == 2 && *third_external })
        };
        json!({ "standpoints": grades.iter().enumerate().map(standpoint).collect::<Vec<_>>() })
    };
    table(
        "grade",
        "grade|needs",
        facts,
        &[
            (&ALL, (&["B"], false), "B"),
            (&ALL, (&["B", "B"], false), "B"),
            (&[UIT, DEMO], (&["B", "C"], false), "third-examiner"),
            (&[UIT, DEMO], (&["B", "C", "C"], false), "third-must-be-external"),
            (&[UIT, DEMO], (&["B", "C", "C"], true), "C"),
            (&[UIT, DEMO], (&["B", "C", "D"], true), "agreement"),
            (&[UHL], (&["B", "C"], false), "not-in-rule-set"),
            (&[UHL], (&["B", "C", "C"], true), "not-in-rule-set"),
            (&ALL, (&["bestått"], false), "bestått"),
            (&ALL, (&["bestått", "A"], false), "mixed-scales"),
        ],
    );
}

/// Requirements: M-01, M-03, M-04
#[test]
fn a_protocol_lacks_one_grade_or_one_signature_or_nothing() {
    let facts = |(second, signed, external): &(&str, bool, bool)| {
        json!({ "candidates": [{ "number": 1, "status": "graded" }, { "number": 2, "status": second }],
            "examiners": [{ "id": "a", "external": false, "signed": true },
                { "id": "b", "external": external, "signed": signed }] })
    };
    table(
        "protocol-ready",
        "ready",
        facts,
        &[
            (&ALL, ("graded", true, true), "true"),
            (&ALL, ("absent", true, true), "true"),
            (&ALL, ("missing", true, true), "grade-missing"),
            (&ALL, ("graded", false, true), "signature-missing"),
            (&[UIT], ("graded", true, false), "external-signature-missing"),
            (&TODAY, ("graded", true, false), "true"),
        ],
    );
}

/// Requirements: O-05
#[test]
fn a_new_committee_is_two_new_persons_of_whom_one_from_outside() {
    let facts = |proposed: &&[(&str, bool)]| {
        let proposed: Vec<_> = proposed
            .iter()
            .map(|(id, external)| json!({ "id": id, "external": external }))
            .collect();
        json!({ "previous": ["a", "b"], "proposed": proposed })
    };
    table(
        "regrade-committee",
        "accepted",
        facts,
        &[
            (&ALL, &[("c", true)], "too-few"),
            (&ALL, &[("c", false), ("d", false)], "no-external"),
            (&ALL, &[("c", false), ("d", true)], "true"),
            (&ALL, &[("c", false), ("b", true)], "sat-before"),
        ],
    );
}

/// Requirements: O-07, O-08
#[test]
fn a_new_committee_is_sent_the_answer_with_the_guide_and_nothing_about_the_first_grade() {
    let facts = |items: &&[&str]| json!({ "items": items });
    table(
        "regrade-package",
        "withheld",
        facts,
        &[
            (&ALL, &["answer", "guide"], "[]"),
            (&ALL, &["answer", "guide", "paper", "new_protocol"], "[]"),
            (&ALL, &["answer", "guide", "grade"], r#"["grade"]"#),
            (&ALL, &["answer", "guide", "explanation"], r#"["explanation"]"#),
            (&ALL, &["answer", "guide", "appeal_reasons"], r#"["appeal_reasons"]"#),
            (&ALL, &["answer"], "guide-missing"),
            (&ALL, &["guide"], "answer-missing"),
        ],
    );
}

/// Requirements: O-09, O-12
#[test]
fn two_grades_up_or_down_are_assessed_once_more_today() {
    table(
        "regrade-outcome",
        "needs",
        |(old, new, oral)| json!({ "old": old, "new": new, "written_part_of_oral": oral }),
        &[
            (&ALL, ("C", "C", false), "-"),
            (&ALL, ("C", "B", false), "-"),
            (&ALL, ("C", "D", false), "-"),
            (&[UIT], ("C", "A", false), "-"),
            (&TODAY, ("C", "A", false), "further-assessment"),
            (&TODAY, ("C", "E", false), "further-assessment"),
            (&TODAY, ("E", "F", false), "-"),
            (&TODAY, ("D", "F", false), "further-assessment"),
            (&ALL, ("C", "C", true), "-"),
            (&ALL, ("C", "B", true), "new-oral"),
        ],
    );
}

/// Half rounds up: once today, and in 2011 first to one decimal and then again.
/// Requirements: M-15
#[test]
fn an_average_just_below_and_at_the_half() {
    table(
        "average-grade",
        "grade",
        |(better, worse, credits)| {
            json!({ "results": [{ "grade": better, "credits": credits },
                { "grade": worse, "credits": 100 - credits }] })
        },
        &[
            (&[UIT], ("B", "C", 44), "C"),
            (&[UIT], ("B", "C", 45), "B"),
            (&[DEMO], ("B", "C", 49), "C"),
            (&[DEMO], ("B", "C", 50), "B"),
            (&[UIT, DEMO], ("A", "E", 1), "E"),
            (&[UIT, DEMO], ("A", "F", 99), "not-all-passed"),
            (&[UHL], ("B", "C", 50), "not-in-rule-set"),
        ],
    );
}
