use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn appeal(announced: &str, more: Value) -> Value {
    let mut facts = json!({ "form": "written_school", "announced": announced });
    for (field, value) in more.as_object().unwrap() {
        facts[field] = value.clone();
    }
    ask("appeal-deadline", facts)
}

fn until(announced: &str, more: Value) -> (Value, Value) {
    let answer = appeal(announced, more);
    (answer["deadline"].clone(), answer["clock"].clone())
}

/// Requirements: E-17, X-06
#[test]
fn three_weeks_run_from_the_announcement() {
    assert_eq!(until("2011-06-22", json!({})), (json!("2011-07-13"), json!("from-announcement")));
    assert_eq!(until("2026-06-22", json!({})), (json!("2026-07-13"), json!("from-announcement")));
}

/// Requirements: E-17, N-11, X-07
#[test]
fn an_explanation_starts_the_clock_anew_and_a_pending_one_keeps_it_open() {
    let given = json!({ "explanation": { "requested": "2011-07-01", "given": "2011-07-20" } });
    assert_eq!(until("2011-06-22", given), (json!("2011-08-10"), json!("from-explanation")));
    let pending = appeal("2011-06-22", json!({ "explanation": { "requested": "2011-07-01" } }));
    assert_eq!((&pending["open"], pending.get("deadline")), (&json!(true), None));
}

#[test]
fn an_explanation_asked_for_too_late_does_not_move_the_clock() {
    // Announced Monday 1 June 2026: one week to ask.
    let asked = |on: &str| json!({ "explanation": { "requested": on, "given": "2026-06-15" } });
    assert_eq!(until("2026-06-01", asked("2026-06-08")).1, "from-explanation");
    assert_eq!(
        until("2026-06-01", asked("2026-06-09")),
        (json!("2026-06-22"), json!("from-announcement"))
    );
    let pending = json!({ "explanation": { "requested": "2026-06-09" } });
    assert_eq!(until("2026-06-01", pending).0, "2026-06-22");
}

/// Requirements: E-17
#[test]
fn a_formal_complaint_starts_the_clock_anew_and_the_latest_clock_counts() {
    let formal = json!({ "formal_complaint": { "lodged": "2026-06-05", "decided": "2026-07-01" } });
    assert_eq!(until("2026-06-01", formal), (json!("2026-07-22"), json!("from-formal-decision")));
    let both = json!({
        "explanation": { "requested": "2026-06-02", "given": "2026-07-03" },
        "formal_complaint": { "lodged": "2026-06-05", "decided": "2026-07-01" },
    });
    assert_eq!(until("2026-06-01", both), (json!("2026-07-24"), json!("from-explanation")));
    let pending = json!({ "formal_complaint": { "lodged": "2026-06-05" } });
    assert_eq!(appeal("2026-06-01", pending)["open"], true);
}

#[test]
fn the_end_moves_past_a_weekend_and_says_so() {
    // Announced Saturday 6 June 2026.
    let answer = appeal("2026-06-06", json!({}));
    assert_eq!(answer["deadline"], "2026-06-29");
    assert!(answer["because"][1]["text"]["nn"].as_str().unwrap().contains("laurdag"));
    assert_eq!(answer["because"][1]["law"], "domstolloven § 149, jf. fvl. § 30");
}

#[test]
fn an_instant_is_read_in_oslo() {
    assert_eq!(until("2026-06-22T21:59:59Z", json!({})).0, "2026-07-13");
    assert_eq!(until("2026-06-22T22:00:00Z", json!({})).0, "2026-07-14");
}

#[test]
fn nothing_ends_before_it_begins() {
    let facts = json!({ "form": "home", "announced": "2026-06-01",
        "formal_complaint": { "lodged": "2026-06-05", "decided": "2026-06-04" } });
    assert_eq!(bad_field("appeal-deadline", facts), "formal_complaint.decided");
}

/// Requirements: E-24, E-26
#[test]
fn a_decision_is_appealed_within_three_weeks_to_the_joint_board() {
    let answer = ask("decision-appeal-deadline", json!({ "received": "2011-06-22" }));
    assert_eq!(
        (&answer["deadline"], &answer["body"]["nb"]),
        (&json!("2011-07-13"), &json!("Felles klagenemnd"))
    );
    assert_eq!(
        ask("decision-appeal-deadline", json!({ "received": "2026-06-22" }))["deadline"],
        "2026-07-13"
    );
}

/// Requirements: E-24
#[test]
fn what_was_decided_chooses_the_body_and_the_joint_board_has_no_other_cases() {
    let body = |received: &str, decision: &str| {
        let facts = json!({ "received": received, "decision": decision });
        ask("decision-appeal-deadline", facts)["body"]["nb"].clone()
    };
    assert_eq!(body("2026-06-22", "exclusion"), "Felles klagenemnd");
    assert_eq!(body("2026-06-22", "other"), "Nemnda for studentsaker");
    assert_eq!(body("2011-06-22", "exclusion"), "Felles klagenemnd");
    assert_eq!(body("2011-06-22", "other"), "Klagenemnda ved institusjonen");
}
