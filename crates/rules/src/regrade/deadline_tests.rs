use crate::testing::ask;
use serde_json::json;

/// Requirements: E-18, E-13, O-06, X-09
#[test]
fn in_2011_a_regrading_is_ready_three_weeks_after_the_appeal_came_in() {
    let answer = ask("regrade-deadline", json!({ "received": "2011-07-05" }));
    assert_eq!(answer["deadline"], "2011-07-26");
    assert_eq!(answer["sanction_from"], "2011-08-03");
}

#[test]
fn the_2024_act_says_without_undue_delay_and_an_institution_may_name_a_date() {
    let answer = ask("regrade-deadline", json!({ "received": "2026-07-06" }));
    assert_eq!((&answer["without_undue_delay"], answer.get("deadline")), (&json!(true), None));
    let answer =
        ask("regrade-deadline", json!({ "received": "2026-07-06", "rule_set": "demo-2026" }));
    assert_eq!((&answer["deadline"], answer.get("sanction_from")), (&json!("2026-07-27"), None));
}
