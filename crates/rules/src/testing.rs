//! What the tests of this crate share: ask a rule as the command line does.

use crate::registry::find;
use serde_json::Value;

/// The answer of a rule to facts that must be good.
#[track_caller]
pub(crate) fn ask(rule: &str, facts: Value) -> Value {
    match find(rule).map(|rule| rule.run(&facts, None)) {
        Some(Ok(answer)) => explained(answer),
        Some(Err(bad)) => panic!("{rule}: {bad}"),
        None => panic!("no rule {rule}"),
    }
}

/// The field that a rule finds bad.
#[track_caller]
pub(crate) fn bad_field(rule: &str, facts: Value) -> String {
    match find(rule).map(|rule| rule.run(&facts, None)) {
        Some(Err(bad)) => bad.field,
        other => panic!("{rule}: {other:?}"),
    }
}

/// Every answer has steps, and each step its paragraph and its three languages.
#[track_caller]
fn explained(answer: Value) -> Value {
    let steps = answer["because"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(!steps.is_empty(), "no reasons: {answer}");
    for step in steps {
        let said = |language: &str| step["text"][language].as_str().is_some_and(|s| s.len() > 5);
        assert!(said("nb") && said("nn") && said("en"), "{step}");
        assert!(step["law"].as_str().is_some_and(|law| !law.is_empty()), "{step}");
    }
    answer
}
