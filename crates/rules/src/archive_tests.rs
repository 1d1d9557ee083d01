use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn lock(today: &str, more: Value) -> Value {
    let mut facts = json!({ "form": "written_school", "announced": "2011-06-22", "today": today });
    for (field, value) in more.as_object().unwrap() {
        facts[field] = value.clone();
    }
    ask("shred-lock", facts)
}

fn may(answer: &Value) -> (bool, bool) {
    (answer["may_archive"].as_bool().unwrap(), answer["may_destroy"].as_bool().unwrap())
}

/// Requirements: E-19
#[test]
fn an_answer_is_locked_through_the_last_day_of_the_appeal_deadline() {
    let last = lock("2011-07-13", json!({}));
    assert_eq!((&last["locked_until"], may(&last)), (&json!("2011-07-13"), (false, false)));
    assert_eq!(may(&lock("2011-07-14", json!({}))), (true, true));
}

/// Requirements: E-19, E-17
#[test]
fn an_explanation_lengthens_the_lock_and_a_pending_one_keeps_it_open() {
    let given = json!({ "explanation": { "requested": "2011-07-01", "given": "2011-07-20" } });
    assert_eq!(lock("2011-08-10", given)["locked_until"], "2011-08-10");
    let pending = lock("2011-12-01", json!({ "explanation": { "requested": "2011-07-01" } }));
    assert_eq!(
        (&pending["open"], pending.get("locked_until"), may(&pending)),
        (&json!(true), None, (false, false))
    );
}

#[test]
fn an_appeal_keeps_the_lock_until_the_clock_that_its_result_starts_has_ended() {
    let pending = lock("2011-12-01", json!({ "appeal": { "lodged": "2011-07-05" } }));
    assert_eq!((&pending["open"], may(&pending)), (&json!(true), (false, false)));
    let decided = json!({ "appeal": { "lodged": "2011-07-05", "decided": "2011-07-26" } });
    assert_eq!(may(&lock("2011-08-16", decided.clone())), (false, false));
    assert_eq!(may(&lock("2011-08-17", decided)), (true, true));
}

#[test]
fn an_appeal_is_not_decided_before_it_is_lodged() {
    let facts = json!({ "form": "home", "announced": "2011-06-22", "today": "2011-08-01",
        "appeal": { "lodged": "2011-07-05", "decided": "2011-07-04" } });
    assert_eq!(bad_field("shred-lock", facts), "appeal.decided");
}
