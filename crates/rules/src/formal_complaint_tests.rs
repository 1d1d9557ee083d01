use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn until(facts: Value) -> (Value, Value) {
    let answer = ask("formal-complaint-deadline", facts);
    (answer["deadline"].clone(), answer["clock"].clone())
}

/// Requirements: O-24
#[test]
fn three_weeks_run_from_the_day_the_error_was_or_ought_to_be_known() {
    assert_eq!(
        until(json!({ "known": "2026-06-01" })),
        (json!("2026-06-22"), json!("from-knowledge"))
    );
    assert_eq!(
        until(json!({ "known": "2011-06-01" })),
        (json!("2011-06-22"), json!("from-knowledge"))
    );
}

#[test]
fn an_explanation_or_the_result_of_an_appeal_starts_the_clock_anew() {
    let explained = json!({ "known": "2026-06-01", "explanation": { "requested": "2026-06-05", "given": "2026-06-10" } });
    assert_eq!(until(explained), (json!("2026-07-01"), json!("from-explanation")));
    let decided = json!({ "known": "2026-06-01", "appeal_result": "2026-08-10" });
    assert_eq!(until(decided), (json!("2026-08-31"), json!("from-appeal-result")));
}

#[test]
fn it_stays_open_while_the_explanation_is_pending() {
    let facts = json!({ "known": "2026-06-01", "explanation": { "requested": "2026-06-05" } });
    assert_eq!(ask("formal-complaint-deadline", facts)["open"], true);
}

#[test]
fn an_explanation_cannot_come_before_its_request() {
    let facts = json!({ "known": "2026-06-01", "explanation": { "requested": "2026-06-05", "given": "2026-06-04" } });
    assert_eq!(bad_field("formal-complaint-deadline", facts), "explanation.given");
}
